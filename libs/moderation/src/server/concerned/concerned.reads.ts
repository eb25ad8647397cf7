import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  atMost,
  badInput,
  checkFirst,
  Clock,
  isId,
  join,
  keysOf,
  literal,
  Sql,
  sql,
  toPage,
  type Page,
} from '@hiroba/server';
import { accountWithholdable } from '../account.withholdable.ts';
import { appealableKinds, appealUntil, mayAppeal, type AppealableKind } from '../../domain/appealing.ts';
import { Withholdables } from '../withholdable.ts';
import type { DecisionAboutMeType } from './concerned.types.ts';

interface Row extends Omit<DecisionAboutMeType, 'until'> {
  readonly isLast: boolean;
  readonly underAppeal: boolean;
}

const isAppealable = (kind: string): kind is AppealableKind =>
  kind !== 'DISMISS' && appealableKinds.some((one) => one === kind);

/** What whoever a decision concerns reads of it. */
@Injectable()
export class ConcernedReads {
  constructor(
    private readonly db: Sql,
    private readonly withholdables: Withholdables,
    private readonly clock: Clock,
  ) {}

  /** A page of the decisions about the viewer and about what they wrote, the newest first, in one statement. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<DecisionAboutMeType>> {
    const { organisationId, personId } = viewer;
    if (!personId) return { items: [], next: null };
    const now = await this.clock.nearly(this.db);
    const things = [...this.withholdables.all, accountWithholdable].map(
      (of) => sql`select case when j.text = '' then j.title else left(j.text, 120) end, j.locale, j.path
        from (${of.judged(organisationId, literal('k.target_id'))}) j where k.target_kind = ${of.kind}`,
    );
    const rows = await this.db.rows<Row>(sql`
      select m.id, m.kind, m.rule_id as rule, pr.title as titles, m.explanation as reason, m.locale, m.decided_at as at, m.ends_at as "endsAt",
        k.target_kind as "subjectKind", k.target_id as "subjectId", thing.excerpt, thing.locale as "textLocale", thing.path,
        not exists (select from mod_decision l where l.organisation_id = m.organisation_id and l.case_id = m.case_id and l.case_rev > m.case_rev) as "isLast",
        k.state = 'APPEALED' as "underAppeal",
        (select e.event_id from log_entry e where e.organisation_id = m.organisation_id and e.subject_kind = 'case' and e.subject_id = m.case_id::text
          and e.subject_rev = m.case_rev) as "entryId",
        (select json_build_object('id', a.id, 'text', a.text, 'locale', a.locale, 'at', a.appealed_at, 'outcome', a.outcome, 'answer', a.answer,
           'answerLocale', a.answer_locale, 'reviewedAt', a.reviewed_at)
         from mod_appeal a where a.organisation_id = m.organisation_id and a.decision_id = m.id and a.appellant_id = ${personId}) as appeal
      from (select c.decided_at, c.decision_id from mod_concerned c where c.organisation_id = ${organisationId} and c.person_id = ${personId}
          and ${after === null ? literal('true') : beyond(after)}
        order by c.decided_at desc, c.decision_id desc limit ${atMost(checkFirst(first) + 1)}) mine
      join mod_decision m on m.id = mine.decision_id
      join mod_case k on k.organisation_id = m.organisation_id and k.id = m.case_id
      join mod_policy_rule pr on pr.organisation_id = m.organisation_id and pr.id = m.rule_id and pr.version = m.rule_version
      left join lateral (${join(things, ' union all ')}) thing (excerpt, locale, path) on true
      order by mine.decided_at desc, mine.decision_id desc`);
    const page = toPage(rows, first, ({ at, id }) => [new Date(at).getTime(), id]);
    return { ...page, items: page.items.map((row) => ({ ...row, until: untilOf(viewer, row, now) })) };
  }
}

const untilOf = (viewer: Viewer, { kind, at, isLast, underAppeal, appeal }: Row, now: Date): Date | null => {
  if (!isLast || !isAppealable(kind)) return null;
  const decidedAt = new Date(at);
  const decision = { kind, decidedAt, by: 'AUTHOR' as const, appealed: appeal !== null, underAppeal };
  return mayAppeal({ viewer, now }, decision) ? null : appealUntil(decidedAt);
};

const beyond = (after: string) => {
  const [at, id] = keysOf(after, 2);
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || typeof id !== 'string' || !isId(id))
    throw badInput('after');
  return sql`(c.decided_at, c.decision_id) < (${new Date(at)}::timestamptz, ${id}::uuid)`;
};
