import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  DateTime,
  Day,
  Empty,
  links,
  PageBody,
  PageHead,
  Pager,
  PlainText,
  query,
  seeOther,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { decisionsAboutMeQuery } from './concerned.graphql.ts';
import type { DecisionsAboutMeQuery } from './gql/graphql.ts';

/** Loads what was decided about whoever looks; who is not signed in signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { pathname, searchParams } = addressOf(args);
  const { decisionsAboutMe, viewer } = await query(args.context, decisionsAboutMeQuery, {
    after: searchParams.get('after'),
  });
  if (!viewer.person && !answersForm(args)) throw seeOther(links(args.params.locale ?? 'ja').signIn(pathname));
  return decisionsAboutMe;
}

/** Decisions about my contributions: each with its rule, its reason, what it concerns, and the way to appeal. */
export default function ConcernedPage() {
  const t = useT();
  const to = links(useLocale());
  const { items, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('moderation.mine.title')}
        lead={t('moderation.mine.lead')}
        crumbs={[{ label: t('moderation.mine.me'), to: to.me() }]}
      />
      <PageBody>
        {items.length === 0 ? (
          <Empty>{t('moderation.mine.none')}</Empty>
        ) : (
          <ol className="grid gap-8">
            {items.map((item) => (
              <li key={item.id}>
                <Decision item={item} />
              </li>
            ))}
          </ol>
        )}
        <Pager next={next} label={t('moderation.mine.pages')} />
        <p>
          <TextLink to={to.below('/moderation/rules')}>{t('moderation.mine.rules')}</TextLink>
        </p>
      </PageBody>
    </>
  );
}

type Item = DecisionsAboutMeQuery['decisionsAboutMe']['items'][number];

function Decision({ item }: { item: Item }) {
  const { id, kind, rule, ruleTitle, reason, locale, at, endsAt, entryId, subjectKind, excerpt, textLocale, path } = item;
  const t = useT();
  const page = useLocale();
  return (
    <article className="panel grid gap-4" aria-labelledby={`decision-${id}`}>
      <div className="grid gap-1">
        <h2 id={`decision-${id}`} className="heading-3">
          {t(`moderation.decisions.${kind}`)}
        </h2>
        <p>
          <DateTime at={at} />
        </p>
      </div>
      {subjectKind === 'account' ? null : (
        <div className="grid gap-1">
          <p className="font-700">{t(`moderation.desk.kind.${subjectKind}`)}</p>
          {excerpt && path ? (
            <p lang={textLocale === page ? undefined : (textLocale ?? undefined)}>
              <TextLink to={links(page).below(path)}>{excerpt}</TextLink>
            </p>
          ) : (
            <p className="text-ink-soft">{t('moderation.mine.gone')}</p>
          )}
        </div>
      )}
      <div className="grid gap-1">
        <p className="font-700">{t('moderation.withheld.reason')}</p>
        <PlainText text={reason} lang={locale === page ? undefined : locale} />
        <p>{t('moderation.withheld.rule', { rule, title: ruleTitle })}</p>
      </div>
      {endsAt ? (
        <p>
          {t('moderation.decisions.until')}
          {'　'}
          <DateTime at={endsAt} />
        </p>
      ) : null}
      <OwnAppeal item={item} />
      {entryId ? (
        <p>
          <TextLink to={links(page).receipt(entryId)} aria-describedby={`decision-${id}`}>
            {t('moderation.mine.proof')}
          </TextLink>
        </p>
      ) : null}
    </article>
  );
}

/** Where the own appeal stands, or the way to one and until when. */
function OwnAppeal({ item: { id, subjectKind, subjectId, until, appeal } }: { item: Item }) {
  const t = useT();
  const page = useLocale();
  const to = links(page);
  if (appeal)
    return (
      <div className="grid gap-1">
        <p className="font-700">
          {t(appeal.outcome ? `moderation.appeal.outcome.${appeal.outcome}` : 'moderation.appeal.waits')}
        </p>
        <p>
          {t('moderation.mine.appealedAt')}
          {'　'}
          <DateTime at={appeal.at} />
        </p>
        {appeal.answer ? (
          <PlainText
            text={appeal.answer}
            lang={appeal.answerLocale === page ? undefined : (appeal.answerLocale ?? undefined)}
          />
        ) : null}
      </div>
    );
  if (!until) return null;
  return (
    <p>
      <TextLink to={to.appeal(subjectKind, subjectId)} aria-describedby={`decision-${id}`}>
        {t('moderation.appeal.link')}
      </TextLink>
      {'　'}
      {t('moderation.appeal.until')}
      {'　'}
      <Day at={until} />
    </p>
  );
}
