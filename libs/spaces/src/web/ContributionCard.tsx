import { excerpt } from '@hiroba/kernel';
import { Card, Day, Deadline, links, TextLink, useLocale, useNow, useT } from '@hiroba/ui';
import type { ContributionFragment } from './gql/graphql.ts';
import { ItemState } from './ItemState.tsx';
import { Said, useLangOf } from './Said.tsx';

/** A contribution; what comes next is its author's business. */
type Shown = Omit<ContributionFragment, 'due' | 'dueAt'> & Partial<Pick<ContributionFragment, 'due' | 'dueAt'>>;

/** Something a person contributed: what it is, where it stands, and what happens next. */
export function ContributionCard({ item }: { item: Shown }) {
  const t = useT();
  const to = links(useLocale());
  const langOf = useLangOf();
  const { manifest, kind, title, within, path, at, tone } = item;
  return (
    <Card
      title={title.text ? excerpt(title.text, 80) : t('spaces.item.untitled')}
      lang={title.text ? langOf(title) : undefined}
      to={to.below(path)}
      above={
        <>
          <ItemState {...item} />
          <span className="text-ink-soft">{t(`${manifest}.thing.${kind}`)}</span>
        </>
      }
      below={
        <>
          {within.text ? <Said words={within} /> : null}
          {tone === 'DRAFT' ? (
            <span>
              {t('spaces.item.saved')}
              <Day at={at} />
            </span>
          ) : (
            <Day at={at} />
          )}
        </>
      }
    >
      <Due item={item} />
    </Card>
  );
}

/** The next date of a contribution, until it has come. */
function Due({ item: { manifest, due, dueAt } }: { item: Shown }) {
  const t = useT();
  const end = dueAt ? new Date(dueAt) : undefined;
  useNow((at) => (end && at < end ? end : undefined));
  return due && dueAt ? (
    <p>
      {t(`${manifest}.due.${due}`)}
      <Deadline at={dueAt} />
    </p>
  ) : null;
}

/** The next date of a contribution, as a line that leads to it. */
export function ContributionDate({ item }: { item: ContributionFragment }) {
  const t = useT();
  const to = links(useLocale());
  const langOf = useLangOf();
  const { manifest, kind, title, path } = item;
  return (
    <li className="grid gap-1 border-l-4 border-accent-line pl-4">
      <span className="flex flex-wrap gap-x-3">
        <span className="text-ink-soft">{t(`${manifest}.thing.${kind}`)}</span>
        <TextLink to={to.below(path)} lang={title.text ? langOf(title) : undefined}>
          {title.text ? excerpt(title.text, 80) : t('spaces.item.untitled')}
        </TextLink>
      </span>
      <Due item={item} />
    </li>
  );
}
