import { expect } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { startFort, type Answered, type Fort, type Sent } from './support.ts';

/** A server with one proposal in one place, somebody signed in, and what specs ask of its one address. */
export interface GraphqlDoor {
  readonly fort: Fort;
  readonly cookie: string;
  readonly room: PlacedRoom;
  /** Posts a body as it is. */
  post(body: string | Buffer, headers?: Sent['headers'], more?: Sent): ReturnType<Fort['send']>;
  /** The drafts and proposals of the person. */
  mine(): Promise<{ myProposals: { id: string; state: string; title: string }[] }>;
  /** A mutation that begins a draft. */
  draft(title: string): string;
  /** Refused before anything is executed: the code, status 400, no data, and not one statement. */
  expectRefused(codes: readonly string[], query: string, more?: Parameters<Fort['graphql']>[1]): Promise<Answered>;
  /** The same for a session: knowing the person takes its one statement. */
  expectRefusedSignedIn(codes: readonly string[], query: string): Promise<void>;
  /** Whether the server still answers as before. */
  expectAlive(): Promise<void>;
}

/** Opens the door. */
export async function openDoor(): Promise<GraphqlDoor> {
  const fort = await startFort();
  const staff = await fort.city.staff();
  const hana: Actor = await fort.city.citizen('花');
  const cookie = await fort.signIn(hana);
  const room = await fort.city.room(staff, 'proposals');
  await fort.city.proposal(hana, room.componentId);
  await fort.graphql('{ viewer { locale } }');
  const json = { 'content-type': 'application/json' };
  return {
    fort,
    cookie,
    room,
    post: (body, headers = json, more = {}) => fort.send({ headers, body, ...more }),
    mine: () => hana.run('{ myProposals(first: 100) { id state title } }'),
    draft: (title) =>
      `mutation { outcome: draftProposal(componentId: "${room.componentId}", input: { title: "${title}", body: "本文" }) {
  __typename ... on Refusal { code } } }`,
    async expectRefused(codes, query, more = {}) {
      const { result, statements } = await fort.statements(() => fort.graphql(query, more));
      expect(codes).toContain(result.code);
      expect(result.status).toBe(400);
      expect(result.data).toBeUndefined();
      expect(statements).toEqual([]);
      return result;
    },
    async expectRefusedSignedIn(codes, query) {
      const { result, statements } = await fort.statements(() => fort.graphql(query, { cookie }));
      expect(codes).toContain(result.code);
      expect(statements).toHaveLength(1);
      expect(statements[0]).toContain('from session s');
    },
    async expectAlive() {
      const answer = await fort.graphql<{ viewer: object }>('{ viewer { locale } }');
      expect(answer.data).toEqual({ viewer: { locale: 'ja' } });
    },
  };
}
