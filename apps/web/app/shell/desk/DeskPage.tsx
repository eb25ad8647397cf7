import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, Day, Deadline, Empty, httpError, LinkButton, links, PageBody, PageHead, Pager, query, Section, StateBadge, Table, TextLink,
  useLocale, useNow, useT,
} from '@hiroba/ui';
import { legalSlugs } from '@hiroba/spaces';
import { Said, useLangOf, useWords } from '@hiroba/spaces/web';
import { deskQuery } from './desk.graphql.ts';

/** Loads what needs somebody today; for people with a role. */
export async function loader(args: LoaderFunctionArgs) {
  const answer = await query(args.context, deskQuery, { after: addressOf(args).searchParams.get('after') });
  const { person, grants, mfaNeeded } = answer.viewer;
  if (!person) throw httpError(401, 'UNAUTHENTICATED');
  if (grants.length === 0) throw httpError(403, 'FORBIDDEN');
  if (mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
  return answer;
}

/** The first page of those who work here: what needs them, and the spaces they look after. */
export default function DeskPage() {
  const { viewer } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const isAdministrator = viewer.grants.some(({ role, spaceId }) => role === 'ADMIN' && !spaceId);
  return (
    <>
      <PageHead title={t('shell.desk.title')} lead={t('shell.desk.lead')} actions={<LinkButton weight="primary" to={to.desk('spaces', 'new')}>{t('shell.desk.newSpace')}</LinkButton>} />
      <PageBody wide>
        {isAdministrator ? <FirstSteps /> : null}
        <Duties />
        <Spaces />
        <Desks />
        {isAdministrator ? (
          <Section title={t('shell.desk.administration')}>
            <ul className="grid gap-3">
              <li><TextLink to={to.desk('organisation')}>{t('shell.desk.organisation')}</TextLink></li>
              <li><TextLink to={to.desk('taxonomies')}>{t('taxonomies.desk.title')}</TextLink></li>
              <li><TextLink to={to.desk('roles')}>{t('shell.desk.roles')}</TextLink></li>
            </ul>
          </Section>
        ) : null}
      </PageBody>
    </>
  );
}

/** What a new city does first; gone once all of it is done. */
function FirstSteps() {
  const { organisation: { offices, legalPages, numbers } } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const steps = [
    { key: 'offices', to: `${to.desk('organisation')}#offices`, done: offices.length > 0 },
    { key: 'legal', to: `${to.desk('organisation')}#legal`, done: legalSlugs.every((slug) => legalPages.some((page) => page.slug === slug)) },
    { key: 'space', to: to.desk('spaces', 'new'), done: numbers.spaces > 0 },
    { key: 'roles', to: to.desk('roles'), done: false },
  ];
  if (steps.every(({ key, done }) => done || key === 'roles')) return null;
  return (
    <Section title={t('shell.desk.first')} lead={t('shell.desk.first.lead')}>
      <ol className="grid gap-3">
        {steps.map(({ key, to: there, done }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {done ? <StateBadge tone="done">{t('shell.desk.first.done')}</StateBadge> : null}
            <TextLink to={there}>{t(`shell.desk.first.${key}`)}</TextLink>
            <span className="text-ink-soft">{t(`shell.desk.first.${key}.short`)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Duties() {
  const { duties: { items, next } } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const langOf = useLangOf();
  return (
    <Section title={t('shell.desk.duties')}>
      {items.length === 0 ? <Empty>{t('shell.desk.duties.none')}</Empty> : (
        <Table
          caption={t('shell.desk.duties')} captionHidden rows={items} rowKey={({ id, kind }) => `${kind} ${id}`}
          columns={[
            {
              key: 'title', head: t('shell.desk.duties.thing'),
              cell: ({ path, title }) => <TextLink to={to.below(path)} lang={langOf(title)}>{title.text}</TextLink>,
            },
            { key: 'what', head: t('shell.desk.duties.what'), wraps: true, cell: ({ manifest, kind }) => t(`${manifest}.duty.${kind}`) },
            { key: 'within', head: t('shell.desk.duties.within'), wraps: true, cell: ({ within }) => <Said words={within} /> },
            { key: 'count', head: t('shell.desk.duties.count'), numeric: true, cell: ({ count }) => count?.toLocaleString() ?? '–' },
            { key: 'due', head: t('shell.desk.duties.due'), wraps: true, cell: ({ dueAt }) => <Due at={dueAt} /> },
          ]}
        />
      )}
      <Pager next={next} label={t('shell.desk.duties.pages')} />
    </Section>
  );
}

function Desks() {
  const { desks } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  if (desks.length === 0) return null;
  return (
    <Section title={t('shell.desk.desks')}>
      <ul className="grid gap-3">
        {desks.map(({ path, name }) => <li key={path}><TextLink to={to.desk(path)}>{name}</TextLink></li>)}
      </ul>
    </Section>
  );
}

function Due({ at }: { at: string | null | undefined }) {
  const t = useT();
  const now = useNow((from) => (at && from < new Date(at) ? new Date(at) : undefined));
  if (!at) return '–';
  return (
    <span className="inline-flex flex-wrap items-center gap-x-4 gap-y-1">
      <Day at={at} relative />
      {new Date(at) <= now ? <StateBadge tone="refused">{t('shell.desk.overdue')}</StateBadge> : null}
    </span>
  );
}

function Spaces() {
  const { staffSpaces: { items } } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  return (
    <Section title={t('shell.desk.spaces')} action={<TextLink to={to.desk('spaces')}>{t('shell.desk.spaces.all')}</TextLink>}>
      {items.length === 0 ? <Empty>{t('shell.desk.spaces.none')}</Empty> : (
        <Table
          caption={t('shell.desk.spaces')} captionHidden rows={items} rowKey={({ id }) => id}
          columns={[
            {
              key: 'title', head: t('shell.desk.space'),
              cell: ({ slug, title }) => <TextLink to={to.desk('spaces', slug)} lang={words(title).lang}>{words(title).text}</TextLink>,
            },
            { key: 'now', head: t('shell.desk.now'), wraps: true, cell: (row) => <Standing space={row} /> },
            { key: 'voices', head: t('shell.desk.voices'), numeric: true, cell: ({ voices }) => voices.toLocaleString() },
          ]}
        />
      )}
    </Section>
  );
}

type Space = ReturnType<typeof useLoaderData<typeof loader>>['staffSpaces']['items'][number];

function Standing({ space: { state, time, missing, phases } }: { space: Space }) {
  const t = useT();
  const words = useWords();
  if (state === 'DRAFT') return t(missing.length > 0 ? 'shell.desk.draft.missing' : 'shell.desk.draft.ready', { count: missing.length });
  const open = phases.find(({ status }) => status === 'OPEN');
  if (!open || state === 'ARCHIVED') return t(state === 'ARCHIVED' ? 'spaces.state.ARCHIVED' : `spaces.time.${time}`);
  return (
    <>
      <span lang={words(open.title).lang}>{words(open.title).text}</span>
      {open.closesAt ? <>{'　'}<Deadline at={open.closesAt} /></> : null}
    </>
  );
}
