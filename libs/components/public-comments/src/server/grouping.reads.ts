import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { atMost, isId, literal, Sql, sql, type Query } from '@hiroba/server';
import { groupTexts } from '@hiroba/similarity';
import type { GroupingWay } from '../domain/grouping.ts';
import { textIn, type TextRange } from '../domain/text-ranges.ts';
import { worksOnRound } from './submission.reads.ts';

/** An opinion as it is shown among others: which it is, and what it says. */
export interface OpinionCard {
  readonly id: string;
  readonly submissionId: string;
  readonly number: number | null;
  readonly n: number;
  readonly text: string;
}

/** Opinions of nearly the same text that are in no group together: a suggestion. */
export interface NearBundle {
  readonly ids: readonly string[];
  readonly opinions: number;
  readonly cards: readonly OpinionCard[];
}

/** One act of grouping, as staff see what can be undone. */
export interface GroupingAct {
  readonly id: string;
  readonly how: GroupingWay;
  readonly n: number;
  readonly at: Date;
  readonly by: string;
  readonly undone: boolean;
}

interface Row { readonly body: string; readonly ranges: readonly TextRange[] }

// So many different texts are compared while somebody waits.
const COMPARED = 3_000;
const MOST_BUNDLES = 20;
const MOST_CARDS = 20;

const withText = <T extends Row>({ body, ranges, ...row }: T) => ({ ...row, text: textIn(body, ranges) });

const excluded = 'u.organisation_id = o.organisation_id and u.round_id = o.round_id and u.id = o.submission_id and u.excluded is not null';

/** SQL of the texts of a round that stand in several places, with how many opinions: a group of one text is one row, whatever its size. */
export const sameTexts = (organisationId: string, roundId: string): Query => sql`
  select sum(many) as many from (
    select o.text_key, o.together as many from opinion o
    where o.organisation_id = ${organisationId} and o.round_id = ${roundId} and o.text_key is not null and not o.apart and o.texts = 1
      and (o.group_id is null or o.group_id = o.id) and (case when o.group_id is null then not exists (select from submission u where ${literal(excluded)})
        else exists (select from opinion m join submission u on u.organisation_id = m.organisation_id and u.id = m.submission_id
          where m.organisation_id = o.organisation_id and m.round_id = o.round_id and m.group_id = o.id and u.excluded is null) end)
    union all
    select o.text_key, count(*)::int from opinion h join opinion o on o.organisation_id = h.organisation_id and o.round_id = h.round_id and o.group_id = h.id
    where h.organisation_id = ${organisationId} and h.round_id = ${roundId} and h.group_id = h.id and h.texts > 1 and o.text_key is not null
      and not exists (select from submission u where ${literal(excluded)}) group by o.group_id, o.text_key) places
  group by text_key having count(*) > 1`;

/** Questions about what belongs together. */
@Injectable()
export class GroupingReads {
  constructor(private readonly db: Sql) {}

  /** How many texts came several times and are in no group together, and how many opinions that are; nothing for whoever does not work there. */
  async same(viewer: Viewer, roundId: string): Promise<{ readonly texts: number; readonly opinions: number } | null> {
    if (!isId(roundId)) return null;
    const row = await this.db.first<{ texts: number; opinions: number }>(sql`
      select count(*)::int as texts, coalesce(sum(many), 0)::int as opinions from (${sameTexts(viewer.organisationId, roundId)}) same
      having exists (select from round r join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
        join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
        where r.organisation_id = ${viewer.organisationId} and r.id = ${roundId} and ${worksOnRound(viewer)})`);
    return row ?? null;
  }

  /** Nearly the same texts that are in no group together; nothing where there are more texts than are compared at once. */
  async near(viewer: Viewer, roundId: string): Promise<readonly NearBundle[] | null> {
    if (!isId(roundId)) return [];
    const rows = (await this.db.shared<Row & Omit<OpinionCard, 'text'> & { group: string; opinions: number }>(sql`
      select o.id, o.submission_id as "submissionId", u.number, o.n, o.ranges, u.body, coalesce(o.group_id, o.id) as "group", o.opinions
      from (select distinct on (round_id, coalesce(group_id::text, text_key, id::text)) *,
          count(*) over (partition by round_id, coalesce(group_id::text, text_key, id::text))::int as opinions from opinion
        where organisation_id = ${viewer.organisationId} and round_id = ${roundId} and not apart
        order by round_id, coalesce(group_id::text, text_key, id::text), group_id = id desc nulls last, id) o
      join submission u on u.organisation_id = o.organisation_id and u.id = o.submission_id
      join round r on r.organisation_id = o.organisation_id and r.id = o.round_id
      join component c on c.organisation_id = r.organisation_id and c.id = r.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where ${worksOnRound(viewer)} and u.excluded is null order by u.number, o.n, o.id limit ${atMost(COMPARED + 1)}`)).map(withText);
    if (rows.length > COMPARED) return null;
    const known = new Map(rows.map((row) => [row.id, row]));
    return groupTexts(rows).parts.flat().filter(({ ids }) => ids.length > 1).slice(0, MOST_BUNDLES).map(({ ids }) => {
      const members = ids.flatMap((id) => known.get(id) ?? []);
      return { ids, opinions: members.reduce((sum, { opinions }) => sum + opinions, 0), cards: members.slice(0, MOST_CARDS) };
    });
  }

  /** The opinions of the group of one, itself among them; none where it stands alone. */
  async members(organisationId: string, groupId: string | null): Promise<readonly OpinionCard[]> {
    if (groupId === null) return [];
    const rows = await this.db.shared<Row & Omit<OpinionCard, 'text'>>(sql`
      select o.id, o.submission_id as "submissionId", u.number, o.n, o.ranges, u.body
      from opinion h join opinion o on o.organisation_id = h.organisation_id and o.round_id = h.round_id and o.group_id = h.id
      join submission u on u.organisation_id = o.organisation_id and u.id = o.submission_id
      where h.organisation_id = ${organisationId} and h.id = ${groupId} order by coalesce(u.number, 0), o.n, o.id limit 50`);
    return rows.map(withText);
  }

  /** The last acts of grouping in a round, the newest first. */
  async acts(viewer: Viewer, roundId: string): Promise<readonly GroupingAct[]> {
    if (!isId(roundId)) return [];
    return this.db.shared<GroupingAct>(sql`
      select g.id, g.how, g.n, g.decided_at as at, coalesce(nullif(p.display_name, ''), '–') as by, g.undone_at is not null as undone
      from opinion_grouping g join round r on r.organisation_id = g.organisation_id and r.id = g.round_id
      join component c on c.organisation_id = r.organisation_id and c.id = r.component_id join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      left join person p on p.organisation_id = g.organisation_id and p.id = g.decided_by
      where g.organisation_id = ${viewer.organisationId} and g.round_id = ${roundId} and ${worksOnRound(viewer)}
      order by g.decided_at desc, g.id desc limit 10`);
  }
}
