export { OpenRoomCard, RoomCard } from './RoomCard.tsx';
export { SpaceCard } from './SpaceCard.tsx';
export { useWords, type Answered } from './words.ts';
export type { OpenRoomFragment, RoomFragment, SpaceCardFragment } from './gql/graphql.ts';
