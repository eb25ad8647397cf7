export { AnswerItemCard } from './AnswerItemCard.tsx';
export { ContributionCard, ContributionDate } from './ContributionCard.tsx';
export { FeedLink } from './FeedLink.tsx';
export { Choice, DayChoice } from './ListChoices.tsx';
export { dayIn } from './log-lines.ts';
export { About, Actor } from './LogLineItem.tsx';
export { Narrowing } from './Narrowing.tsx';
export { OpenItemCard } from './OpenItemCard.tsx';
export { RoomCard } from './RoomCard.tsx';
export { Said, useLangOf, type SaidWords } from './Said.tsx';
export { SpaceCard } from './SpaceCard.tsx';
export { useWords, type Answered } from './words.ts';
export type {
  AnswerItemFragment, ContributionFragment, DutyFragment, OpenItemFragment, RoomFragment, SpaceCardFragment,
} from './gql/graphql.ts';
