import { Notice, useT } from '@hiroba/ui';
import { setupRefusal } from '../domain/vote.setup.ts';
import type { VoteText } from '../domain/vote.ts';
import type { VotePageQuery } from './gql/graphql.ts';
import { factsOf } from './vote-facts.ts';

interface StillMissingProps {
  readonly vote: NonNullable<VotePageQuery['vote']>;
  readonly isTried: boolean;
}

/** The form of the set-up page that asks for something. */
const formOf: Readonly<Record<string, string>> = { 'title.ja': 'question', options: 'add', cost: 'change', opensAt: 'times', closesAt: 'times', preview: 'preview' };

/** What of an object is there: what was left empty comes as null. */
const filled = (given: object): object => Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== null && !name.startsWith('__')));

/** The first thing that keeps a vote from being announced, with the way to where it is filled in. */
export function StillMissing({ vote, isTried }: StillMissingProps) {
  const t = useT();
  const text = {
    ...vote, ...factsOf(vote), title: filled(vote.title), lotSource: filled(vote.lotSource), parameters: filled(vote.parameters), preview: isTried ? {} : null,
  } as unknown as VoteText;
  const refusal = setupRefusal(text, vote.options as never, new Date(0));
  if (!refusal) return null;
  const field = refusal.field ?? 'preview';
  const form = formOf[field] ?? 'rule';
  // A cost is missing at one of the options: its form opens first.
  const costless = field === 'cost' ? vote.options.find(({ cost }) => !cost || Number(cost) === 0) : undefined;
  const way = costless ? `?option=${encodeURIComponent(costless.code)}` : '';
  const at = { options: 'title.ja', preview: 'file' }[field] ?? field;
  return (
    <Notice title={t('votes.missing.title')} level={3}>
      <a className="link" href={`${way}#${form}-${at}`}>{t(`votes.missing.${form}`)}</a>
    </Notice>
  );
}
