import { Injectable } from '@nestjs/common';
import type { LocalizedText, Viewer } from '@hiroba/kernel';
import { atMost, badInput, checkFirst, holdsIn, isId, join, keysOf, literal, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import { answerPolicy } from '../domain/answer.policy.ts';
import { answerQueues, type AnswerQueue } from './answer-desk.type.ts';
import { isDueSql, isOwed } from './answer.reads.ts';
import { ProposalReads } from './proposal.reads.ts';
import type { ProposalRow } from './proposal.rows.ts';

/** What the desk is asked for: a queue, or certain proposals. */
export interface DeskAsked {
  readonly queue: AnswerQueue;
  readonly componentId?: string | null | undefined;
  readonly ids?: readonly string[] | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

interface Order {
  readonly key: Query;
  readonly way: 'asc' | 'desc';
}

interface Queue extends Order {
  /** Which table leads: its index is walked. */
  readonly from: Query;
  readonly condition: Query;
}

const proposal = literal('proposal p');
const drafted = literal(`proposal_answer_draft d join proposal p on p.organisation_id = d.organisation_id and p.id = d.proposal_id`);
const standing = literal(`p.rev > 0 and p.state = 'PUBLISHED' and p.withheld_at is null`);
const deadline = literal(`coalesce(p.answer_due_at, 'infinity'::timestamptz)`);
const unprepared = sql`not exists (select 1 from proposal_answer_draft d where d.organisation_id = p.organisation_id and d.proposal_id = p.id)`;
const isDue = literal(isDueSql);

/** Each queue walks along an index of its own, which ends in the id. */
const queues: Readonly<Record<AnswerQueue, Queue>> = {
  WAITING: { from: proposal, condition: sql`${standing} and ${isOwed} and ${unprepared}`, key: deadline, way: 'asc' },
  OVERDUE: { from: proposal, condition: sql`${standing} and ${isOwed} and ${deadline} <= now()`, key: deadline, way: 'asc' },
  PREPARED: { from: drafted, condition: sql`d.publish_at is null and ${standing}`, key: literal('d.edited_at'), way: 'desc' },
  SCHEDULED: { from: proposal, condition: sql`${standing} and p.next_answer_at > now()`, key: literal('p.next_answer_at'), way: 'asc' },
  ANSWERED: { from: proposal, condition: sql`${standing} and p.answered_at is not null and not ${isDue}`, key: literal('p.answered_at'), way: 'desc' },
};

const INSTANT = /^(?:infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)$/;

function pastOf(after: string, { key, way }: Order): Query {
  const [at, id] = keysOf(after, 2);
  const fits = typeof at === 'string' && INSTANT.test(at) && (at === 'infinity' || !Number.isNaN(Date.parse(at)));
  if (!fits || typeof id !== 'string' || !isId(id)) throw badInput('after');
  return sql`(${key}, p.id) ${literal(way === 'asc' ? '>' : '<')} (${at}::timestamptz, ${id}::uuid)`;
}

/** What lies on the desk of those who answer; nothing for anybody else. */
@Injectable()
export class AnswerDeskReads {
  constructor(
    private readonly db: Sql,
    private readonly reads: ProposalReads,
  ) {}

  /** Whether the viewer has such a desk. */
  has = (viewer: Viewer): boolean => answerPolicy.desk({ viewer, now: new Date(0) }, undefined) === undefined;

  /** A page of a queue in its order. */
  async page(viewer: Viewer, { queue, componentId, ids, first, after }: DeskAsked): Promise<Page<ProposalRow>> {
    checkFirst(first);
    const { from, condition, key, way } = ids ? { ...queues.WAITING, condition: standing } : queues[queue];
    const conditions = [condition, this.#within(viewer, componentId)];
    if (ids) conditions.push(sql`p.id = any(${ids.filter(isId)}::uuid[])`);
    if (after) conditions.push(pastOf(after, { key, way }));
    const rows = await this.db.rows<{ id: string; at: string }>(sql`
      select p.id, (${key})::text as at from ${from} join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      where ${join(conditions, ' and ')} order by ${key} ${literal(way)}, p.id ${literal(way)} limit ${atMost(first + 1)}`);
    const { items, next } = toPage(rows, first, ({ at, id }) => [at, id]);
    return { items: await this.reads.byIds(viewer, items.map(({ id }) => id)), next };
  }

  /** How many lie in each queue. */
  counts(viewer: Viewer, componentId?: string | null): Promise<{ key: AnswerQueue; count: number }[]> {
    const counted = answerQueues.map((queue) => sql`
      select ${queue} as key, count(*)::int as count from ${queues[queue].from}
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      where ${queues[queue].condition} and ${this.#within(viewer, componentId)}`);
    return this.db.rows(join(counted, ' union all '));
  }

  /** The places whose proposals the viewer answers, by the titles of their spaces. */
  places(viewer: Viewer): Promise<{ id: string; title: LocalizedText; space: LocalizedText }[]> {
    return this.db.rows(sql`
      select c.id, c.title, s.title as space from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where c.organisation_id = ${viewer.organisationId} and c.manifest = 'proposals' and c.rev > 0 and ${holdsIn(viewer, ['STAFF'], literal('c.space_id'))}
      order by s.weight, s.id, c.weight, c.id limit 200`);
  }

  #within(viewer: Viewer, componentId: string | null | undefined): Query {
    const place = componentId && isId(componentId) ? sql`and p.component_id = ${componentId}` : literal('');
    return sql`p.organisation_id = ${viewer.organisationId} ${place} and ${holdsIn(viewer, ['STAFF'], literal('c.space_id'))}`;
  }
}
