import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { Clock, literal, placeIsOutFor, Sql, sql, Vault, type Query } from '@hiroba/server';
import { mayReview, type OpenAppeal } from '../domain/appealing.ts';
import { milderKinds } from '../domain/modifying.ts';
import { maySecond, type Proposed } from '../domain/second-person.ts';
import { moderationPolicy } from '../domain/moderation.policy.ts';
import type { Mode } from '../domain/modes.ts';
import type { Label } from '../domain/visibility.ts';
import type { SubjectFacts } from '../domain/withholding.ts';
import { signalsOf, wordsOf } from '../domain/signals/signals.ts';
import type { CityWord } from '../domain/signals/city-words.ts';
import { searchFor, wordsOfCity } from './words.ts';
import { factsOf, ownOf, type OwnRow } from './given-out.ts';
import { publishedRules, ruleBookOf } from './rule-book.ts';
import type { ProposedDecisionType } from './sanction.types.ts';
import { shownRule } from './moderation.types.ts';
import { reportedBy, takenBy } from './held-case.ts';
import { readsWithheld } from './withheld.ts';
import { sealedOriginal, wordsToRead } from './wording.ts';
import { judgedWords, Withholdables, type JudgedRow, type Withholdable } from './withholdable.ts';
import type {
  ModerationDecisionType,
  ModerationRuleType,
  ModerationSubjectType,
  OpenAppealType,
  ReportableTextType,
} from './moderation.types.ts';
import type { ModerationReportType } from './report.types.ts';

const columns =
  literal(`m.id, m.kind, m.rule_id as rule, m.rule_version as version, m.explanation as reason, m.locale, m.decided_at as at, m.ends_at as "endsAt",
  pr.title as titles, e.event_id as "entryId"`);

/** SQL of the decisions `m` about a thing, with their log entries. */
const decisionsOf = (organisationId: string, kind: string, id: string): Query => sql`
  select ${columns} from mod_case k join mod_decision m on m.organisation_id = k.organisation_id and m.case_id = k.id
  join mod_policy_rule pr on pr.organisation_id = m.organisation_id and pr.id = m.rule_id and pr.version = m.rule_version
  left join log_entry e on e.organisation_id = m.organisation_id and e.subject_kind = 'case' and e.subject_id = m.case_id::text
    and e.subject_rev = m.case_rev
  where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id}
  order by m.case_rev desc limit 100`;

/** SQL that is true where the viewer has reported a thing. */
const hasReported = ({ organisationId, personId }: Viewer, kind: string, id: string): Query => sql`
  exists (select 1 from mod_case k where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id}
    and ${reportedBy(personId)})`;

/** SQL that is true where a signal warned of a thing and nobody has decided since. */
const isWarnedOf = (organisationId: string, kind: string, id: string): Query => sql`
  exists (select 1 from mod_case k join mod_signal g on g.organisation_id = k.organisation_id and g.case_id = k.id and g.decision_id is null
    where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id})`;

/** SQL of what signals warned of about a thing, also by what can not be read from it alone: how fast and how often somebody writes. */
const keptSignals = (organisationId: string, kind: string, id: string): Query => sql`
  select g.signal from mod_case k join mod_signal g on g.organisation_id = k.organisation_id and g.case_id = k.id and g.decision_id is null
  where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id} order by g.score desc, g.signal`;

/** SQL of what is open about a thing. */
const reportsOf = (organisationId: string, kind: string, id: string): Query => sql`
  select r.id, r.rule_id as rule, r.rule_version as version, pr.title as titles, r.note, r.locale, r.reported_at as at, v.answer_by as "answerBy"
  from mod_case k join mod_report r on r.organisation_id = k.organisation_id and r.case_id = k.id
  join mod_policy_rule pr on pr.organisation_id = r.organisation_id and pr.id = r.rule_id and pr.version = r.rule_version
  left join mod_mail_report v on v.organisation_id = r.organisation_id and v.id = r.mail_report_id
  where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id} and r.decision_id is null
  order by r.reported_at, r.id limit 100`;

/** SQL that is true where the viewer stepped back from the case of a thing, or has a part in the thing. */
const isRecused = ({ organisationId, personId }: Viewer, { kind, involved }: Withholdable, id: string): Query => sql`
  (exists (select from mod_case k join mod_recusal x on x.organisation_id = k.organisation_id and x.case_id = k.id
    where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id} and x.person_id = ${personId ?? null})
  or ${involved && personId ? involved(organisationId, sql`${id}::uuid`, personId) : sql`false`})`;

interface SubjectRow {
  readonly reported: boolean;
  readonly warned: boolean;
  readonly takenBy: string | null;
  readonly interimUntil: Date | string | null;
  readonly visibility: string | null;
  readonly original: Buffer | null;
  readonly label: Label | null;
  readonly heldMode: Mode | null;
  readonly version: number;
  readonly authorVersion: number;
  readonly heldUntil: Date | string | null;
  readonly lockedUntil: Date | string | null;
  readonly recused: boolean;
}

interface AppealRow extends Pick<OpenAppeal, 'kind' | 'participants'> {
  readonly by: string;
  readonly text: string;
  readonly locale: string;
}

/** SQL of the appeal that waits about a thing. */
const openAppealOf = (organisationId: string, kind: string, id: string): Query => sql`
  select a.appellant as by, a.text, a.locale, m.kind, a.participants
  from mod_case k join mod_appeal a on a.organisation_id = k.organisation_id and a.case_id = k.id join mod_decision m on m.id = a.decision_id
  where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id} and a.outcome is null`;

type Judged = Omit<SubjectFacts, 'underAppeal'> & { readonly spaceId: string };

function reviewable(viewer: Viewer, { spaceId, ...subject }: Judged, appeal: AppealRow): OpenAppealType {
  const { by, text, locale, kind: decision } = appeal;
  const refusal = mayReview({ viewer, now: subject.publishedAt, spaceId }, { ...subject, underAppeal: true, appeal });
  return { by, text, locale, decision, milder: milderKinds[decision], refusal: refusal?.code ?? null };
}

/** What those who moderate read, and those who report. */
@Injectable()
export class ModerationReads {
  constructor(
    private readonly db: Sql,
    private readonly withholdables: Withholdables,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /** A text with all that was decided about it; nothing for whom it is not. */
  async subject(viewer: Viewer, kind: string, id: string): Promise<ModerationSubjectType | null> {
    const { organisationId } = viewer;
    const withholdable = viewer.personId ? this.withholdables.of(kind, id) : undefined;
    if (!withholdable) return null;
    const now = await this.clock.now(this.db);
    const row = await this.db.first<JudgedRow & SubjectRow>(sql`
      select j.*, ${hasReported(viewer, kind, id)} as reported, ${isWarnedOf(organisationId, kind, id)} as warned,
        (select ${takenBy(now)} from mod_case k where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id}) as "takenBy",
        ic.interim_until as "interimUntil", ic.visibility, ic.label,
        (select ${sealedOriginal('o')} from mod_original o where o.organisation_id = ic.organisation_id and o.case_id = ic.id and ic.visibility <> 'SUPPRESSED') as original, ic.held_mode as "heldMode", ic.held_until as "heldUntil", coalesce(ic.version, 1) as version,
        coalesce((select w.version from mod_case w where w.organisation_id = ${organisationId} and w.target_kind = 'account'
          and w.target_id::text = j."authorIds" ->> 0), 1) as "authorVersion",
        case when ic.locked_until > ${now} then ic.locked_until end as "lockedUntil",
        ${isRecused(viewer, withholdable, id)} as recused from (${withholdable.judged(organisationId, sql`${id}::uuid`)}) j
      left join mod_case ic on ic.organisation_id = ${organisationId} and ic.target_kind = ${kind} and ic.target_id = ${id} where ${readsWithheld(viewer, literal('j."spaceId"'))}`);
    if (!row) return null;
    const {
      title,
      text,
      locale,
      path,
      withheldAt,
      redactedAt,
      visibility,
      original,
      label,
      authorIds,
      publishedAt,
      spaceId,
      reported,
      warned,
      takenBy: by,
      recused,
      interimUntil,
      heldMode,
      heldUntil,
      lockedUntil,
      version,
      authorVersion,
    } = row;
    const appeal = await this.db.first<AppealRow>(openAppealOf(organisationId, kind, id));
    const refusal = moderationPolicy.moderate(
      { viewer, now: publishedAt, spaceId },
      {
        kind,
        id,
        authorIds,
        withheldAt,
        publishedAt,
        reported,
        recused,
        underAppeal: appeal !== undefined,
        isSuppressed: visibility === 'SUPPRESSED',
        takenBy: by,
      },
    );
    const review = appeal
      ? reviewable(viewer, { kind, id, authorIds, withheldAt, publishedAt, reported, recused, spaceId }, appeal)
      : null;
    const decisions = await this.db.rows<ModerationDecisionType>(decisionsOf(organisationId, kind, id));
    const withheld =
      withheldAt && !heldUntil
        ? (decisions.find((one) => ['HIDE', 'INTERIM_HIDE', 'SUPPRESS'].includes(one.kind)) ?? null)
        : null;
    const reports = await this.db.rows<ModerationReportType>(reportsOf(organisationId, kind, id));
    const words = judgedWords(row);
    const found = signalsOf(words, {
      ...factsOf(await this.db.first<OwnRow>(ownOf(organisationId))),
      words: searchFor(await this.db.rows<CityWord>(wordsOfCity(organisationId))),
    });
    const kept = await this.db.rows<{ signal: string }>(keptSignals(organisationId, kind, id));
    const unseen = kept.filter(({ signal }) => !found.some((one) => one.id === signal));
    return {
      kind,
      id,
      title,
      text,
      locale,
      path,
      withheld,
      redactedAt: redactedAt && new Date(redactedAt),
      original: original && wordsToRead(this.vault, original),
      isSuppressed: visibility === 'SUPPRESSED',
      label,
      refusal: refusal?.code ?? null,
      reports,
      signals: [
        ...found.map((signal) => ({ signal: signal.id, words: wordsOf(words, signal) })),
        ...unseen.map(({ signal }) => ({ signal, words: [] })),
      ],
      warned,
      decisions,
      appeal: review,
      interimUntil: interimUntil ? new Date(interimUntil) : null,
      version,
      authorVersion,
      heldMode,
      heldUntil: heldUntil ? new Date(heldUntil) : null,
      hasThread: withholdable.thread ?? false,
      lockedUntil: lockedUntil ? new Date(lockedUntil) : null,
      author: authorIds.length === 1 && kind !== 'account' ? (authorIds[0] ?? null) : null,
      proposed: await this.#proposed(
        viewer,
        { kind, id, authorIds, withheldAt, publishedAt, reported, recused, spaceId },
        now,
      ),
      rules: await this.#rulesOf(viewer, new Date(publishedAt)),
    };
  }

  /** A text that everybody of its place reads; nothing for whom it is not, and nothing that is withheld. */
  async reportable(viewer: Viewer, kind: string, id: string): Promise<ReportableTextType | null> {
    const withholdable = this.withholdables.of(kind, id);
    // Nobody learns who has a case.
    if (!withholdable || kind === 'account') return null;
    const { organisationId } = viewer;
    const row = await this.db.first<Omit<ReportableTextType, 'rules'> & { publishedAt: Date }>(sql`
      select ${kind}::text as kind, ${id}::text as id, j.title, j.text, j.locale, j.path, j."publishedAt",
        ${hasReported(viewer, kind, id)} as reported
      from (${withholdable.judged(organisationId, sql`${id}::uuid`)}) j
      join component c on c.organisation_id = ${organisationId} and c.id = j."componentId"
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where j."withheldAt" is null and ${placeIsOutFor(viewer)}`);
    return row ? { ...row, rules: await this.#rulesOf(viewer, new Date(row.publishedAt)) } : null;
  }

  /** A grave decision about a person that waits, and whether the viewer may agree to it. */
  async #proposed(viewer: Viewer, { spaceId, ...subject }: Judged, now: Date): Promise<ProposedDecisionType | null> {
    const row = await this.db.first<ProposedDecisionType & Proposed>(sql`
      select o.id, o.kind, o.rule_id as rule, pr.title as titles, o.explanation as reason, o.locale, o.days, o.expires_at as until,
        o.proposer_id as "proposerId", o.proposed_at as "proposedAt"
      from mod_case k join mod_proposal o on o.organisation_id = k.organisation_id and o.case_id = k.id and o.outcome is null
      join mod_policy_rule pr on pr.organisation_id = o.organisation_id and pr.id = o.rule_id and pr.version = o.rule_version
      where k.organisation_id = ${viewer.organisationId} and k.target_kind = ${subject.kind} and k.target_id = ${subject.id}`);
    if (!row) return null;
    const proposed = { ...row, proposedAt: new Date(row.proposedAt) };
    const refusal = maySecond({ viewer, now, spaceId }, { ...subject, underAppeal: false }, proposed);
    const { kind, rule, titles, reason, locale, days, until } = row;
    return { kind, rule, titles, reason, locale, days, until, refusal: refusal?.code ?? null };
  }

  async #rulesOf({ organisationId, locale }: Viewer, at: Date): Promise<ModerationRuleType[]> {
    return ruleBookOf(await this.db.rows(publishedRules(organisationId)))
      .at(at)
      .map((rule) => shownRule(rule, locale));
  }

  /** One decision about a thing, right after it was made. */
  async decision(organisationId: string, kind: string, id: string): Promise<ModerationDecisionType | undefined> {
    return this.db.first<ModerationDecisionType>(decisionsOf(organisationId, kind, id));
  }
}
