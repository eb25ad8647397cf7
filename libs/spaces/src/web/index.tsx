export { AnswerItemCard } from './AnswerItemCard.tsx';
export { Asked } from './Asked.tsx';
export { ContributionCard, ContributionDate } from './ContributionCard.tsx';
export { AskFields, askInput } from './desk/AskFields.tsx';
export { LocalizedFields, LocalizedTexts } from './desk/LocalizedFields.tsx';
export { instantTyped, localizedOf } from './desk/typed.ts';
export { OpenItemCard } from './OpenItemCard.tsx';
export { RoomCard } from './RoomCard.tsx';
export { Said, useLangOf, type SaidWords } from './Said.tsx';
export { SpaceCard } from './SpaceCard.tsx';
export { useWords, type Answered } from './words.ts';
export type {
  AnswerItemFragment, ContributionFragment, DutyFragment, OpenItemFragment, RoomFragment, SpaceCardFragment,
} from './gql/graphql.ts';
