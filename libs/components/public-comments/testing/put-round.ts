import pg from 'pg';
import type { Actor, SpecApp } from '@hiroba/testing';

const draft = `mutation M($componentId: ID!, $input: RoundInput!) { outcome: draftRound(componentId: $componentId, input: $input) {
  __typename ... on Round { id } ... on Refusal { code field message } } }`;

/** What a spec says of a round that it puts where it needs it. */
export interface PutRound {
  readonly stage?: string;
  readonly opensAt?: string;
  readonly closesAt?: string;
  readonly profile?: Readonly<Record<string, unknown>>;
}

/** Rounds of a spec that are out already: put there behind the guard, for specs of what comes after the procedure. */
export async function putRound(app: SpecApp, staff: Actor, componentId: string, put: PutRound = {}): Promise<string> {
  const { id } = await staff.act(draft, { componentId, input: { title: '自転車活用推進計画（案）', summary: '安心して走れる道をふやします。', office: '交通政策課' } });
  await behindTheGuard(app, `update round set stage = $2, rev = 1, notice_versions = 1, opens_at = $3, closes_at = $4, scheduled_at = $3,
    profile = profile || $5::jsonb where id = $1`, [
    id, put.stage ?? 'SCHEDULED', put.opensAt ?? '2026-11-20T00:00:00+09:00', put.closesAt ?? '2026-12-26T00:00:00+09:00', JSON.stringify(put.profile ?? {}),
  ]);
  return id;
}

/** One statement that no trigger sees. */
export async function behindTheGuard(app: SpecApp, text: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client(app.url);
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(text, [...values]);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
