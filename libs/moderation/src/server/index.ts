import { Module } from '@nestjs/common';
import type { KeepsPersonalData } from '@hiroba/accounts/server';
import { sql, type LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { moderationEvents } from '../domain/moderation.events.ts';
import { ModMode } from './modes/mod-mode.entity.ts';
import { ModeDue } from './modes/mode.due.ts';
import { ModeReads } from './modes/mode.reads.ts';
import { ModeResolver } from './modes/mode.resolver.ts';
import { ModeService } from './modes/mode.service.ts';
import { ReleaseService } from './modes/release.service.ts';
import { ConcernedReads } from './concerned/concerned.reads.ts';
import { ConcernedResolver } from './concerned/concerned.resolver.ts';
import { coveredWordsMigration } from './migrations/20261209T0100-m8a-covered-words.ts';
import { modifiedMigration } from './migrations/20261209T0100-m8b-modified.ts';
import { concernedMigration } from './migrations/20261208T5010-concerned.ts';
import { modesMigration } from './migrations/20261208T5000-modes.ts';
import { policyMigration } from './migrations/20261207T3001-policy.ts';
import { registerMigration } from './migrations/20261208T0100-m5b-register.ts';
import { deskCountsMigration } from './migrations/20261207T4030-desk-counts.ts';
import { bulkMigration } from './migrations/20261207T4020-bulk.ts';
import { wordsMigration } from './migrations/20261207T4010-words.ts';
import { secondPersonMigration } from './migrations/20261207T3010-second-person.ts';
import { deskMigration } from './migrations/20261207T4000-desk.ts';
import { signalsMigration } from './migrations/20261206T0100-signals.ts';
import { appealsMigration } from './migrations/20261205T0100-appeals.ts';
import { reportsMigration } from './migrations/20261204T0100-reports.ts';
import { moderationMigration } from './migrations/20261130T0100-moderation.ts';
import { AppealReads } from './appeal.reads.ts';
import { AppealDatesResolver, AppealResolver } from './appeal.resolver.ts';
import { AppealService } from './appeal.service.ts';
import { BulkReads } from './desk/bulk.reads.ts';
import { BulkResolver } from './desk/bulk.resolver.ts';
import { BULK, BulkService } from './desk/bulk.service.ts';
import { CaseReads } from './desk/case.reads.ts';
import { DeskResolver } from './desk/desk.resolver.ts';
import { LeaseService } from './desk/lease.service.ts';
import { ModBulk } from './desk/mod-bulk.entity.ts';
import { QueueDue } from './desk/queue.due.ts';
import { queueReactions } from './desk/queue.reactions.ts';
import { QueueReads } from './desk/queue.reads.ts';
import { mailReportsMigration } from './migrations/20261208T0300-m5c-mail-reports.ts';
import { locksMigration } from './migrations/20261208T0310-m5c-locks.ts';
import { LockResolver } from './lock.resolver.ts';
import { MailReportDue } from './mail-report.due.ts';
import { MailReportReads } from './mail-report.reads.ts';
import { MailReportResolver } from './mail-report.resolver.ts';
import { MailReportService } from './mail-report.service.ts';
import { ModCase } from './mod-case.entity.ts';
import { ModPolicy } from './mod-policy.entity.ts';
import { PolicyResolver, RulesDraftResolver } from './policy.resolver.ts';
import { PolicyService } from './policy.service.ts';
import { ModerationGathers } from './moderation.gathers.ts';
import { moderationPersonalData } from './moderation.personal-data.ts';
import { ModerationReads } from './moderation.reads.ts';
import {
  ModerationDecisionResolver,
  ModerationReportResolver,
  ModerationResolver,
  WithholdingResolver,
} from './moderation.resolver.ts';
import { ModerationDue } from './moderation.due.ts';
import { ProposedDecisionResolver, SanctionResolver } from './sanction.resolver.ts';
import { SanctionService } from './sanction.service.ts';
import { RegisterDownloads } from './register/register.downloads.ts';
import { moderationExport } from './register/register.export.ts';
import { RegisterReads } from './register/register.reads.ts';
import { RegisterResolver } from './register/register.resolver.ts';
import { ModerationService } from './moderation.service.ts';
import { statisticsExport, StatisticsReads } from './statistics.reads.ts';
import { SuppressionDue } from './suppression.due.ts';
import { SuppressionResolver } from './suppression.resolver.ts';
import { SuppressionService } from './suppression.service.ts';
import { StatisticsResolver } from './statistics.resolver.ts';
import { WordResolver } from './word.resolver.ts';
import { WordService } from './word.service.ts';
import { Withholdables } from './withholdable.ts';

/** The providers of moderation. */
@Module({
  providers: [
    Withholdables,
    AppealReads,
    AppealService,
    AppealResolver,
    AppealDatesResolver,
    LockResolver,
    MailReportDue,
    MailReportReads,
    MailReportResolver,
    MailReportService,
    ModerationReads,
    ModerationService,
    ModerationResolver,
    WithholdingResolver,
    ModerationDecisionResolver,
    ModerationReportResolver,
    ModerationGathers,
    PolicyResolver,
    RulesDraftResolver,
    PolicyService,
    SanctionService,
    SanctionResolver,
    ProposedDecisionResolver,
    ModerationDue,
    SuppressionDue,
    SuppressionService,
    SuppressionResolver,
    StatisticsReads,
    StatisticsResolver,
    RegisterReads,
    RegisterResolver,
    RegisterDownloads,
    QueueReads,
    QueueDue,
    CaseReads,
    LeaseService,
    DeskResolver,
    BulkReads,
    BulkService,
    BulkResolver,
    WordService,
    WordResolver,
    ModeDue,
    ModeReads,
    ModeService,
    ReleaseService,
    ModeResolver,
    ConcernedReads,
    ConcernedResolver,
  ],
})
export class ModerationModule {}

/** What moderation brings to the server. */
export const moderationServer: LibraryServer & KeepsPersonalData = {
  name: 'moderation',
  module: ModerationModule,
  entities: [ModCase, ModPolicy, ModBulk, ModMode],
  migrations: [
    moderationMigration,
    reportsMigration,
    appealsMigration,
    signalsMigration,
    policyMigration,
    secondPersonMigration,
    deskMigration,
    wordsMigration,
    bulkMigration,
    deskCountsMigration,
    mailReportsMigration,
    registerMigration,
    modesMigration,
    locksMigration,
    concernedMigration,
    coveredWordsMigration,
    modifiedMigration,
  ],
  limits: {
    reportText: { many: 20, seconds: 3_600 },
    appealDecision: { many: 5, seconds: 86_400 },
    reportByMail: { many: 20, seconds: 3_600 },
    confirmMailReport: { many: 20, seconds: 3_600 },
    appealMailReport: { many: 5, seconds: 86_400 },
  },
  events: moderationEvents,
  // Whom a decision concerns can prove what was decided about, and why; not what was taken away for good.
  discloses: [
    {
      type: 'mod.decided',
      names: ['content_snapshot', 'statement'],
      to: (personId) => sql`exists (
        select from mod_case k join mod_decision m on m.organisation_id = k.organisation_id and m.case_id = k.id and m.case_rev = e.subject_rev
        join mod_concerned c on c.organisation_id = m.organisation_id and c.decision_id = m.id and c.person_id = ${personId}
        where k.organisation_id = e.organisation_id and k.id::text = e.subject_id and k.visibility <> 'SUPPRESSED')`,
    },
  ],
  reactions: queueReactions,
  dues: [ModerationDue, SuppressionDue, QueueDue, PolicyService, ModeDue, MailReportDue],
  upkeep: [QueueDue, MailReportDue],
  works: { [BULK]: BulkService },
  locales: { ja, en },
  personalData: moderationPersonalData,
  gathers: ModerationGathers,
  desks: [
    { path: 'moderation', name: 'moderation.desk.title', roles: ['MODERATOR', 'AUDITOR', 'SUPPRESSOR'] },
    { path: 'rules', name: 'moderation.rules.desk.title', roles: ['STAFF', 'ADMIN'] },
    { path: 'words', name: 'moderation.words.title', roles: ['STAFF', 'ADMIN'] },
  ],
  openData: [moderationExport, statisticsExport],
  downloads: [RegisterDownloads],
};

export { RegisterDownloads } from './register/register.downloads.ts';
export { onceShown } from './modes/once-shown.ts';
export { holdText } from './modes/hold-text.ts';
export { givenOut } from './given-out.ts';
export { lockedUntilIn, lockOf } from './locks.ts';
export { signalReactions } from './signal.reactions.ts';
export { markableTable } from './migrations/20261209T0100-m8a-covered-words.ts';
export type { Wording, Words } from './wording.ts';
export { withholdableTable } from './migrations/20261130T0100-moderation.ts';
export { ModerationDecisionType, WithholdingType } from './moderation.types.ts';
export { markingsJson, readsText, readsWithheld, withholdingJson } from './withheld.ts';
export type { JudgedRow, Marked, Withholdable, WithWithholdables } from './withholdable.ts';
