import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { atMost, badInput, checkFirst, isId, join, keysOf, literal, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import { groupTexts, SimilarTexts } from '@hiroba/similarity';
import { publishedText, type Redaction } from '../domain/redaction.ts';
import { textIn, type TextRange } from '../domain/text-ranges.ts';
import type { Opinion, ResultRow } from './opinion.entity.ts';
import { checkedRedactions, partOfPlan, togetherCount } from './open-rounds.ts';
import { readableRound } from './round.reads.ts';
import { worksOnRound } from './submission.reads.ts';

/** An opinion as staff read it: with its own words, and the number of its submission. */
export type OpinionRow = Opinion & { readonly text: string; readonly number: number | null; readonly together: number };

/** Which opinions a list of staff shows. */
export const opinionGroups = ['ALL', 'UNDECIDED', 'DECIDED'] as const;
export type OpinionGroup = (typeof opinionGroups)[number];

/** What a list of opinions is asked for. */
export interface OpinionListArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly group: OpinionGroup;
  /** Those of one section alone. */
  readonly office?: string | null | undefined;
}

/** A similar opinion, as it is suggested: nothing is assigned. */
export interface AlikeOpinion {
  readonly opinion: OpinionRow;
  readonly how: 'SAME' | 'NEAR' | 'SIMILAR';
}

interface Raw extends Opinion {
  readonly body: string;
  readonly number: number | null;
  readonly sortKey: number;
}

/** The columns of an opinion `o` in its submission `u`. */
export const opinionColumns = literal(`o.id, o.organisation_id as "organisationId", o.component_id as "componentId", o.round_id as "roundId", o.submission_id as "submissionId",
  o.n, o.ranges, o.group_id as "groupId", o.office, o.disposition, o.reason, o.reply, o.plan_change as "planChange", o.publicity, o.summary,
  o.considered_at as "consideredAt", o.assigned, o.due_on::text as "dueOn", o.apart, o.text_key as "textKey", o.rev, u.body, u.number, o.place as "sortKey"`);

/** An opinion `o` with its submission `u`, round `r`, component `c` and space `s`. */
export const opinionInPlace = literal(`opinion o
  join submission u on u.organisation_id = o.organisation_id and u.id = o.submission_id
  join round r on r.organisation_id = o.organisation_id and r.id = o.round_id
  join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

const withText = <T extends { body: string; ranges: readonly TextRange[] }>({ body, ...row }: T) => ({ ...row, text: textIn(body, row.ranges) });
/** Opinions that stand alone, and of each group the one that heads it: the group is answered even where that one does not count. */
const heads = '(o.group_id is null or o.group_id = o.id) and (u.excluded is null or o.group_id is not null)';
const groups: Readonly<Record<OpinionGroup, Query>> = {
  ALL: literal('true'), UNDECIDED: literal(`o.disposition is null and ${heads}`), DECIDED: literal(`o.disposition is not null and ${heads}`),
};

// So many opinions are compared while somebody waits; larger rounds are grouped at the command line.
const COMPARED = 3_000;

/** Questions about opinions, each one SQL statement. */
@Injectable()
export class OpinionReads {
  constructor(private readonly db: Sql) {}

  async one(viewer: Viewer, id: string): Promise<OpinionRow | null> {
    if (!isId(id)) return null;
    const [row] = await this.db.shared<Raw>(sql`select ${opinionColumns}, ${togetherCount} as together from ${opinionInPlace}
      where o.organisation_id = ${viewer.organisationId} and o.id = ${id} and ${worksOnRound(viewer)}`);
    return row ? withText(row) as unknown as OpinionRow : null;
  }

  /** The opinions of one submission, in their order. */
  async ofSubmission(viewer: Viewer, submissionId: string): Promise<readonly OpinionRow[]> {
    if (!isId(submissionId)) return [];
    const rows = await this.db.shared<Raw>(sql`select ${opinionColumns} from ${opinionInPlace}
      where o.organisation_id = ${viewer.organisationId} and o.submission_id = ${submissionId} and ${worksOnRound(viewer)} order by o.n limit 1000`);
    return rows.map(withText) as unknown as OpinionRow[];
  }

  /** A page of the opinions of a round, by the numbers of their submissions. */
  async list(viewer: Viewer, roundId: string, { first, after, group, office }: OpinionListArguments): Promise<Page<OpinionRow>> {
    checkFirst(first);
    if (!isId(roundId)) return { items: [], next: null };
    const rows = await this.db.shared<Raw>(sql`select ${opinionColumns}, ${togetherCount} as together from ${opinionInPlace}
      where o.organisation_id = ${viewer.organisationId} and o.round_id = ${roundId} and ${worksOnRound(viewer)} and ${groups[group]}
        ${office ? sql`and o.assigned = ${office}` : sql``} ${beyond(after)}
      order by o.place, o.n, o.id limit ${atMost(first + 1)}`);
    return toPage(rows.map(withText) as unknown as (OpinionRow & { sortKey: number })[], first, ({ sortKey, n, id }) => [sortKey, n, id]);
  }

  /** The sections that prepare answers in a round, and how far each is. */
  async offices(viewer: Viewer, roundId: string): Promise<readonly { readonly name: string; readonly opinions: number; readonly undecided: number }[]> {
    if (!isId(roundId)) return [];
    return this.db.shared(sql`select o.assigned as name, count(*)::int as opinions, (count(*) filter (where o.disposition is null))::int as undecided from ${opinionInPlace}
      where o.organisation_id = ${viewer.organisationId} and o.round_id = ${roundId} and ${worksOnRound(viewer)} and o.assigned <> '' and u.excluded is null
      group by o.assigned order by o.assigned limit 100`);
  }

  /** The opinions most like one: the same, the near, and what else uses its words; best first. */
  async alike(viewer: Viewer, id: string, top: number): Promise<readonly AlikeOpinion[]> {
    const one = await this.one(viewer, id);
    if (!one) return [];
    const rows = (await this.db.shared<Raw>(sql`select ${opinionColumns} from ${opinionInPlace}
      where o.organisation_id = ${viewer.organisationId} and o.round_id = ${one.roundId} and ${worksOnRound(viewer)}
        and (o.group_id is null or o.group_id = o.id or o.id = ${id})
      order by o.id = ${id} desc, o.place, o.n, o.id limit ${atMost(COMPARED)}`)).map(withText) as unknown as OpinionRow[];
    const { sameText, nearGroups } = groupTexts(rows);
    const of = (all: readonly (readonly string[])[]) => new Set(all.find((ids) => ids.includes(id)) ?? []);
    const [same, near] = [of(sameText), of(nearGroups)];
    const known = new Map(rows.map((row) => [row.id, row]));
    return new SimilarTexts(rows).toKnown(id, top).flatMap((found) => {
      const opinion = known.get(found.id);
      return opinion ? [{ opinion, how: same.has(found.id) ? 'SAME' as const : near.has(found.id) ? 'NEAR' as const : 'SIMILAR' as const }] : [];
    });
  }

  /** A page of the published result of a round, for everybody who may read the round. */
  async result(viewer: Viewer, roundId: string, { first, after, disposition, number }: { first: number; after?: string | null; disposition?: string | undefined; number?: number | null }): Promise<Page<ResultRow>> {
    checkFirst(first);
    if (!isId(roundId)) return { items: [], next: null };
    const conditions = [sql`o.round_id = ${roundId}`, literal('r.result_versions > 0 and u.excluded is null'), readableRound(viewer),
      ...(disposition === undefined ? [] : [sql`o.disposition = ${disposition}`]), ...(number ? [sql`u.number = ${number}`] : [])];
    const rows = await this.db.shared<ResultRaw>(sql`
      select ${opinionColumns}, ${partOfPlan} as part, ${checkedRedactions} as redactions, ${togetherCount} as together from ${opinionInPlace}
      where o.organisation_id = ${viewer.organisationId} and ${join(conditions, ' and ')} ${beyond(after)}
      order by o.place, o.n, o.id limit ${atMost(first + 1)}`);
    return toPage(rows.map(resultRow), first, ({ number, n, id }) => [number, n, id]);
  }

  /** What became of one submission: its opinions as it wrote them; what the city says only once the result is out. */
  async answersTo(organisationId: string, submissionId: string): Promise<readonly ResultRow[]> {
    const rows = await this.db.shared<ResultRaw & { out: boolean }>(sql`
      select ${opinionColumns}, ${partOfPlan} as part, '[]'::json as redactions, ${togetherCount} as together, r.result_versions > 0 as out from ${opinionInPlace}
      where o.organisation_id = ${organisationId} and o.submission_id = ${submissionId} order by o.n`);
    return rows.map(({ out, ...row }) => resultRow({
      ...row, publicity: 'FULL', ...(out ? {} : { disposition: null, reply: '', reason: '', planChange: '', office: '' }),
    } as ResultRaw));
  }
}

interface ResultRaw extends Raw {
  readonly redactions: readonly Redaction[];
  readonly together: number;
  readonly part: { readonly path: string; readonly page: number | null } | null;
}

function resultRow(row: ResultRaw): ResultRow {
  const { id, n, body, ranges, redactions, publicity, summary, number, disposition, reason, reply, planChange, office, together, part } = row;
  const text = publicity === 'WITHHELD' ? null : publicity === 'SUMMARY' ? summary : publishedText(body, ranges, redactions);
  return { id, number: number ?? 0, n, text, summarised: publicity === 'SUMMARY', disposition, reason, reply, planChange, office, together, path: part?.path ?? null, page: part?.page ?? null };
}

function beyond(after: string | null | undefined): Query {
  if (!after) return sql``;
  const [number, n, id] = keysOf(after, 3);
  if (!Number.isInteger(number) || !Number.isInteger(n) || typeof id !== 'string' || !isId(id)) throw badInput('after');
  return sql`and (o.place, o.n, o.id) > (${number}::int, ${n}::int, ${id}::uuid)`;
}
