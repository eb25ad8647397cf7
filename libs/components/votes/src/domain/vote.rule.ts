import type { LocalizedText } from '@hiroba/kernel';
import type { TallyMethod, VoteDocument } from './vote-document.ts';
import type { OptionText, VoteText } from './vote.ts';

/** The scope of a vote that is counted as a whole. */
export const WHOLE = 'all';

const words = (text: LocalizedText): Readonly<Record<string, string>> => ({ ...text }) as Readonly<Record<string, string>>;
const described = (text: LocalizedText): string => text.en ?? text.ja ?? '';

/** Everything of a vote that is fixed before it opens, as `vote.json` has it. */
export function documentOf(vote: VoteText, options: readonly OptionText[]): VoteDocument {
  const { id, title, type, method, parameters, tieRule, secrecy, uniqueLimit, lotSource, opensAt, closesAt } = vote;
  return {
    id, title: words(title), type, method: method as TallyMethod, secrecy,
    options: options.map(({ code, title: name, cost, category }) => ({
      id: code, title: words(name), ...(cost ? { cost } : {}), ...(category ? { category } : {}),
    })),
    parameters: { ...parameters, tieRule },
    scopes: [{ id: WHOLE }],
    publication: { uniqueLimitPermille: uniqueLimit * 10, openings: 'PUBLIC' },
    ...(Object.keys(lotSource).length > 0 ? { lotSource: { kind: 'STOCK_INDEX', description: described(lotSource) } } : {}),
    dates: { opensAt: opensAt?.toISOString() ?? '', closesAt: closesAt?.toISOString() ?? '' },
  };
}
