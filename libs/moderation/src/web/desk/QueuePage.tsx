import { useLoaderData, useLocation, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf,
  answersForm,
  Button,
  Chips,
  DateTime,
  Empty,
  Form,
  formOf,
  httpError,
  links,
  PageBody,
  PageHead,
  Pager,
  query,
  seeOther,
  StateBadge,
  submit,
  Table,
  TextLink,
  textOf,
  useLocale,
  useNow,
  useT,
  withQuery,
} from '@hiroba/ui';
import type { QueuePageQuery } from '../gql/graphql.ts';
import { claimCaseMutation, claimNextCaseMutation, queuePageQuery } from './desk.graphql.ts';
import { DeskKeys } from './DeskKeys.tsx';
import { LiveQueue } from './LiveQueue.tsx';
import { Points } from './Points.tsx';
import { Waiting } from './Waiting.tsx';

const filters = ['ALL', 'REPORTED', 'WARNED', 'APPEALED', 'HELD', 'MINE'] as const;

/** Which part of the queue an address asks for. */
const shownOf = (args: LoaderFunctionArgs | ActionFunctionArgs): (typeof filters)[number] =>
  filters.find((one) => one === addressOf(args).searchParams.get('show')) ?? 'ALL';

const asksOf = (show: (typeof filters)[number]): string | null => (show === 'ALL' || show === 'MINE' ? null : show);

/** Loads the queue; for those who moderate or audit. */
export async function loader(args: LoaderFunctionArgs) {
  const address = addressOf(args);
  const show = shownOf(args);
  const { viewer, moderationQueue, moderationQueueCounts, moderationBulks } = await query(
    args.context,
    queuePageQuery,
    {
      asks: asksOf(show),
      mine: show === 'MINE',
      after: address.searchParams.get('after'),
    },
  );
  if (!answersForm(args)) {
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(address.pathname));
    if (!viewer.grants.some(({ role }) => role === 'MODERATOR' || role === 'AUDITOR'))
      throw httpError(403, 'FORBIDDEN');
    if (viewer.mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
  }
  const decides = viewer.grants.some(({ role }) => role === 'MODERATOR');
  return { show, queue: moderationQueue, counts: moderationQueueCounts, bulks: moderationBulks, decides };
}

/** Takes the case that was chosen, or the next that nobody has, and goes there. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const to = links(args.params.locale ?? 'ja');
  const [kind = '', id = ''] = textOf(form, 'case').split(' ');
  const onSuccess = ({ subjectKind, subjectId }: { subjectKind: string; subjectId: string }) =>
    seeOther(to.desk('moderation', subjectKind, subjectId));
  return kind === ''
    ? submit({ ...args, form }, claimNextCaseMutation, () => ({ asks: asksOf(shownOf(args)), after: null }), {
        onSuccess,
      })
    : submit({ ...args, form }, claimCaseMutation, () => ({ kind, id }), { onSuccess });
}

/** What waits for those who moderate, the most urgent first. */
export default function ModerationQueuePage() {
  const t = useT();
  const to = links(useLocale());
  const { show, queue, counts, bulks, decides } = useLoaderData<typeof loader>();
  const { items, next } = queue;
  return (
    <>
      <PageHead
        title={t('moderation.desk.title')}
        lead={t('moderation.desk.lead')}
        crumbs={[{ label: t('moderation.desk.desk'), to: to.desk() }]}
      />
      <PageBody wide>
        <Filters />
        <LiveQueue waiting={counts.find(({ key }) => key === 'ALL')?.many ?? 0} />
        {items.length === 0 ? (
          <Empty>{t(`moderation.desk.empty.${show}`)}</Empty>
        ) : (
          <Form className="grid gap-6">
            {decides ? (
              <div>
                <Button weight="primary" name="case" value="" aria-keyshortcuts="n" data-press="">
                  {t('moderation.desk.next')}
                </Button>
              </div>
            ) : null}
            <Queue items={items} decides={decides} />
          </Form>
        )}
        <Pager next={next} label={t('moderation.desk.pages')} />
        <Waiting bulks={bulks} />
        {decides ? (
          <p>
            <TextLink to={to.desk('moderation', 'modes')}>{t('moderation.modes.link')}</TextLink>
          </p>
        ) : null}
        <DeskKeys
          keys={[
            { key: 'j', does: t('moderation.keys.down') },
            { key: 'k', does: t('moderation.keys.up') },
            { key: 'n', does: t('moderation.desk.next') },
            { key: 'u', does: t('moderation.desk.reload') },
          ]}
        />
      </PageBody>
    </>
  );
}

function Filters() {
  const t = useT();
  const { show, counts } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const many = (key: string) => counts.find((one) => one.key === key)?.many ?? 0;
  return (
    <Chips
      label={t('moderation.desk.show')}
      chips={filters.map((one) => ({
        label: t(`moderation.desk.show.${one}`),
        to: withQuery(pathname, { show: one === 'ALL' ? null : one }),
        current: show === one,
        count: many(one),
      }))}
    />
  );
}

type Item = QueuePageQuery['moderationQueue']['items'][number];

function Queue({ items, decides }: { items: readonly Item[]; decides: boolean }) {
  const t = useT();
  const to = links(useLocale());
  return (
    <Table
      caption={t('moderation.desk.title')}
      captionHidden
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'text',
          head: t('moderation.text'),
          cell: (item) => (
            <Opener item={item} decides={decides} to={to.desk('moderation', item.subjectKind, item.subjectId)} />
          ),
        },
        { key: 'why', head: t('moderation.desk.why'), wraps: true, cell: (item) => <Why item={item} /> },
        {
          key: 'within',
          head: t('moderation.desk.within'),
          wraps: true,
          cell: ({ within }) => <Within title={within} />,
        },
        { key: 'points', head: t('moderation.points.title'), wraps: true, cell: (item) => <Points {...item} /> },
        { key: 'due', head: t('moderation.desk.due'), wraps: true, cell: ({ dueAt }) => <Due at={dueAt} /> },
      ]}
    />
  );
}

const BEGINNING = 90;

/** The way into a case, by the first words of its text: who moderates takes it by that. */
function Opener({ item, decides, to }: { item: Item; decides: boolean; to: string }) {
  const { subjectKind, subjectId, title, excerpt, locale } = item;
  const words = Array.from(title || excerpt);
  const begun = words.length > BEGINNING ? `${words.slice(0, BEGINNING).join('')}…` : words.join('');
  if (!decides)
    return (
      <a className="link" href={to} lang={locale} data-row="">
        {begun}
      </a>
    );
  return (
    <button
      type="submit"
      name="case"
      value={`${subjectKind} ${subjectId}`}
      lang={locale}
      className="link text-left"
      data-row=""
    >
      {begun}
    </button>
  );
}

function Why({ item: { subjectKind, asks, reports, lease } }: { item: Item }) {
  const t = useT();
  return (
    <span className="grid gap-1 justify-items-start">
      <span>
        {t('moderation.desk.what', {
          kind: t(`moderation.desk.kind.${subjectKind}`),
          why: t(`moderation.desk.why.${asks}`, { count: reports }),
        })}
      </span>
      {lease ? (
        <StateBadge tone={lease === 'MINE' ? 'open' : 'waiting'}>{t(`moderation.desk.lease.${lease}`)}</StateBadge>
      ) : null}
    </span>
  );
}

function Within({ title }: { title: Item['within'] }) {
  const page = useLocale();
  const { text, lang } = localized(title, page);
  return <span lang={lang === page ? undefined : lang}>{text}</span>;
}

function Due({ at }: { at: string }) {
  const t = useT();
  const now = useNow((from) => (from < new Date(at) ? new Date(at) : undefined));
  return (
    <span className="grid gap-1 justify-items-start">
      <DateTime at={at} />
      {new Date(at) <= now ? <StateBadge tone="refused">{t('moderation.desk.overdue')}</StateBadge> : null}
    </span>
  );
}
