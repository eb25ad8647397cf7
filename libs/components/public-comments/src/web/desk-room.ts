import type { LoaderFunctionArgs } from 'react-router';
import { addressOf, answersForm, found, links, seeOther } from '@hiroba/ui';
import type { RoundRoomFragment } from './gql/graphql.ts';
import { staffHere } from './room.tsx';

interface Loaded<R> {
  readonly round?: R | null | undefined;
  readonly component?: ({ readonly __typename?: string } & Partial<RoundRoomFragment>) | null | undefined;
  readonly viewer: { readonly person?: object | null | undefined; readonly grants: readonly { readonly role: string; readonly spaceId: string | null }[] };
}

/** The room and the round of a desk; who is not signed in signs in first, and to others it is not there. */
export function deskOf<R extends { readonly componentId: string }>(args: LoaderFunctionArgs, { round, component, viewer }: Loaded<R>): { room: RoundRoomFragment; round: R } {
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component as unknown as RoundRoomFragment : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(args.params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, round: found(round?.componentId === room.id && staffHere(viewer.grants, room.spaceId) ? round : null) };
}
