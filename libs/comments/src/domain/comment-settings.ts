import type { SettingField } from '@hiroba/kernel';
import { lengthBounds, sidesOf, USUAL_LENGTH, voteKinds, type Alignment, type DiscussionRules, type Votes } from './discussion.ts';

/** The settings with which a component lets staff choose what its discussions ask; spread them into its manifest. */
export const commentSettings = [
  { key: 'commentAlignment', group: 'comments', type: 'CHOICE', options: ['OFF', 'FOR_AGAINST', 'FOR_NEUTRAL_AGAINST'], default: 'OFF' },
  { key: 'commentVotes', group: 'comments', type: 'CHOICE', options: ['NONE', 'UP', 'UP_DOWN'], default: 'UP' },
  { key: 'commentLength', group: 'comments', type: 'INTEGER', min: 1, max: 10_000, default: 1_000 },
] as const satisfies readonly [
  SettingField & { readonly options: readonly (keyof typeof sidesOf)[] },
  SettingField & { readonly options: typeof voteKinds },
  SettingField & { readonly min: typeof lengthBounds.min; readonly max: typeof lengthBounds.max; readonly default: typeof USUAL_LENGTH },
];

/** What those settings ask of a discussion. */
export const commentRules = ({ commentAlignment, commentVotes, commentLength }: {
  readonly commentAlignment: Alignment;
  readonly commentVotes: Votes;
  readonly commentLength: number;
}): DiscussionRules => ({ alignment: commentAlignment, votes: commentVotes, maxLength: commentLength });
