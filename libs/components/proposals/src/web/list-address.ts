import { pathsIn } from '@hiroba/taxonomies/web';
import { answerKinds } from '../domain/proposal.ts';
import { proposalKinds } from '../domain/proposal.kind.ts';
import type { AnswerKind, ProposalKind, ProposalSort } from './gql/graphql.ts';

/** The orders of a list, as its page offers them. */
export const sorts: readonly ProposalSort[] = ['RANDOM', 'NEWEST', 'SUPPORTED', 'COMMENTED', 'ANSWERED'];

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((one) => one === value);

/** Which proposals the address of a list or of its map asks for. */
export const filterIn = (address: URLSearchParams) => ({
  search: address.get('q')?.slice(0, 100) || undefined,
  taxonomies: pathsIn(address),
  kind: oneOf(proposalKinds, address.get('kind')) as ProposalKind | undefined,
  answerKind: oneOf(answerKinds, address.get('answer')) as AnswerKind | undefined,
  answered: address.get('answer') === 'NONE' ? false : undefined,
  mine: address.has('mine') || undefined,
});

/** What narrows a list. */
export type ListFilter = ReturnType<typeof filterIn>;

/** The order that an address asks for, if it names one. */
export const sortIn = (address: URLSearchParams): ProposalSort | undefined => oneOf(sorts, address.get('sort'));

/** A seed that does not repeat from one visit to the next; it travels on in the cursor. */
export const newSeed = (): string => Math.random().toString(36).slice(2, 8);

/** Whether a list shows less than everything. */
export const isNarrowed = ({ search, taxonomies, kind, answerKind, answered, mine }: ListFilter): boolean =>
  Boolean(search || kind || taxonomies.length > 0 || answerKind || answered === false || mine);
