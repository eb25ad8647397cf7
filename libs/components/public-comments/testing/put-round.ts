import pg from 'pg';
import type { Actor, SpecApp } from '@hiroba/testing';

/** Begins a draft. */
export const draft = `mutation M($componentId: ID!, $input: RoundInput!) { outcome: draftRound(componentId: $componentId, input: $input) {
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

/** An act on a round by its id. */
export const onRound = (call: string): string => `mutation M($id: ID!) { outcome: ${call} { __typename ... on Round { id } ... on Refusal { code field message } } }`;
const save = `mutation M($id: ID!, $input: RoundInput!) { outcome: saveRound(id: $id, input: $input) { __typename ... on Round { id } ... on Refusal { code field message } } }`;
const words = { ja: '自転車の道' };
const whole = {
  title: '緑の基本計画（案）', summary: '木陰をふやします。', ask: { decided: words, changeable: words, fixed: words, decider: words, deadline: words, wanted: words, promise: 'CONSULT' },
  office: '公園緑地課', contact: { phone: '0790-00-0000', address: '本町1-1' }, ways: [{ channel: 'ONLINE' }], legalBasis: '市の条例', shortPeriodReason: '国の期限に間に合わせるため',
};

/** A round that went through its procedure to its announcement, with a period that may be short. */
export async function announcedRound(staff: Actor, componentId: string, opensAt: string, closesAt: string): Promise<string> {
  const { id } = await staff.act(draft, { componentId, input: { title: whole.title, summary: whole.summary } });
  await staff.act(save, { id, input: { ...whole, opensAt, closesAt } });
  const acts = ['importRoundPlan(id: $id, text: "# 木\\n\\n木を植えます。")', 'requestRoundApproval(id: $id)', 'approveRound(id: $id, external: { number: "企第1号", on: "2026-11-20" })'];
  for (const call of acts) await staff.act(onRound(call), { id });
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

/** Submissions of a campaign in a round, numbered and not split yet: the n-th says what `text`, SQL over `n`, makes of it. Many lie there at once. */
export const putCampaign = (app: SpecApp, roundId: string, many: number, text: string): Promise<void> => behindTheGuard(app, `
  insert into submission (id, organisation_id, component_id, round_id, number, receipt_hash, channel, received_at, entered_at, notice_version, locale, body, category, persons, rev)
  select md5($1 || 'u' || n)::uuid, r.organisation_id, r.component_id, r.id, n, md5($1 || 'r' || n), (array['ONLINE', 'MAIL', 'POST', 'FAX', 'COUNTER'])[1 + n % 5],
    r.opens_at + n * interval '1 second', r.opens_at + n * interval '1 second', 1, 'ja', ${text}, '1', 1, 1
  from round r, generate_series(1, $2::int) n where r.id = $1::uuid`, [roundId, many]);
