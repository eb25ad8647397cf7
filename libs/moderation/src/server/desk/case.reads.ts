import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { Clock, literal, Sql, sql } from '@hiroba/server';
import type { Points } from '../../domain/desk/priority.ts';
import { readsWithheld } from '../withheld.ts';
import { comparedWords, Withholdables, type JudgedRow } from '../withholdable.ts';
import type { CaseAuthorType, CaseType, EarlierDecisionType, SimilarTextType, TextAroundType } from './desk.types.ts';
import { nearTexts, textsBy } from './near-texts.ts';
import { named } from './queue.reads.ts';

interface CaseRow extends Pick<CaseType, 'id' | 'lease' | 'leaseUntil' | 'dueAt' | 'priority'> {
  readonly points: Partial<Points>;
}

const MOST_SIMILAR = 10;
const MOST_CANDIDATES = 200;
const MOST_EARLIER = 20;

/** What those who moderate are shown beside a text. */
@Injectable()
export class CaseReads {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly withholdables: Withholdables,
  ) {}

  /** The case of a thing; nothing for whom it is not, and where there is none. */
  async of(viewer: Viewer, kind: string, id: string): Promise<CaseType | null> {
    const { organisationId, personId } = viewer;
    const withholdable = personId ? this.withholdables.of(kind, id) : undefined;
    if (!withholdable) return null;
    const now = await this.clock.now(this.db);
    const row = await this.db.first<JudgedRow>(sql`
      select j.* from (${withholdable.judged(organisationId, sql`${id}::uuid`)}) j where ${readsWithheld(viewer, literal('j."spaceId"'))}`);
    const found =
      row &&
      (await this.db.first<CaseRow>(sql`
      select mk.id, mk.due_at as "dueAt", mk.priority, mk.points, case when mk.lease_until > ${now} then mk.lease_until end as "leaseUntil",
        case when mk.lease_until > ${now} then case when mk.lease_by = ${personId} then 'MINE' else 'OTHERS' end end as lease
      from mod_case mk where mk.organisation_id = ${organisationId} and mk.target_kind = ${kind} and mk.target_id = ${id}`));
    if (!row || !found) return null;
    const ids = withholdable.around?.(organisationId, id);
    const around = ids
      ? await this.db.rows<TextAroundType>(
          sql`select kind, id, title, text, locale, path from (${textsBy(this.withholdables, organisationId, ids)}) a`,
        )
      : [];
    return {
      ...found,
      points: named(found.points),
      around,
      authors: await this.#authors(organisationId, row.authorIds),
      earlier: await this.#earlier(organisationId, row.authorIds, id),
      similar: await this.#similar(organisationId, { kind, id, row }, now),
    };
  }

  #authors(organisationId: string, ids: readonly string[]): Promise<CaseAuthorType[]> {
    return this.db.rows<CaseAuthorType>(sql`
      select p.code, p.display_name as name, p.created_at as since,
        (select count(*)::int from mod_print t where t.organisation_id = p.organisation_id and t.author_ids @> array[p.id]) as texts
      from person p where p.organisation_id = ${organisationId} and p.id = any(${ids}::uuid[]) and p.closed_at is null order by p.created_at, p.id`);
  }

  #earlier(organisationId: string, authorIds: readonly string[], id: string): Promise<EarlierDecisionType[]> {
    return this.db.rows<EarlierDecisionType>(sql`
      select m.id, m.kind, m.rule_id as rule, m.decided_at as at, k.target_kind as "subjectKind", k.target_id as "subjectId"
      from mod_print t join mod_case k on k.organisation_id = t.organisation_id and k.target_kind = t.kind and k.target_id = t.target_id
      join mod_decision m on m.organisation_id = k.organisation_id and m.case_id = k.id
      where t.organisation_id = ${organisationId} and t.author_ids && ${authorIds}::uuid[] and t.target_id <> ${id}
      order by m.decided_at desc, m.id limit ${MOST_EARLIER}`);
  }

  async #similar(
    organisationId: string,
    { kind, id, row }: { kind: string; id: string; row: JudgedRow },
    now: Date,
  ): Promise<SimilarTextType[]> {
    const near = await nearTexts(
      (query) => this.db.rows(query),
      this.withholdables,
      { organisationId, kind, id, words: comparedWords(row) },
      { now, most: MOST_CANDIDATES },
    );
    return near.slice(0, MOST_SIMILAR).map(({ likeness, authorIds, withheldAt, ...text }) => ({
      ...text,
      likeness: Math.round(likeness * 100),
      byOthers: !authorIds.some((one) => row.authorIds.includes(one)),
      withheld: withheldAt !== null,
    }));
  }
}
