import type { KeepsPersonalData } from '@hiroba/accounts/server';
import type { WithAttachables } from '@hiroba/attachments/server';
import type { WithCommentables } from '@hiroba/comments/server';
import type { BringsDemo } from '@hiroba/demo';
import type { WithFollowables } from '@hiroba/notifications/server';
import { signalReactions, type WithWithholdables } from '@hiroba/moderation/server';
import type { ComponentServer } from '@hiroba/server';
import type { WithTemplates } from '@hiroba/spaces';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { proposalsDemo } from '../demo/index.ts';
import { proposalEvents, proposalTrace } from '../domain/proposal.events.ts';
import { proposals } from '../manifest.ts';
import { answerDeskMigration } from './migrations/20261128T0202-answer-desk.ts';
import { answersMigration } from './migrations/20261128T0200-answers.ts';
import { amendmentEvents, amendmentTrace } from '../domain/amendment.events.ts';
import { amendmentExport } from './amendment.export.ts';
import { Amendment } from './amendment.entity.ts';
import { amendmentReactions } from './amendment.reactions.ts';
import { amendmentsMigration } from './migrations/20261128T1000-amendments.ts';
import { invitationGuardMigration } from './migrations/20261128T1020-invitation-guard.ts';
import { facetsByStateMigration } from './migrations/20261128T1010-facets-by-state.ts';
import { COPYING, CopyService } from './copy.service.ts';
import { IMPORTING, ImportWork } from './import.work.ts';
import { Invitation } from './invitation.entity.ts';
import { ProposalJob } from './proposal-job.entity.ts';
import { proposalsMigration } from './migrations/20261126T0300-proposals.ts';
import { proposalTaxonomiesMigration } from './migrations/20261128T0401-proposal-taxonomies.ts';
import { proposalRankingMigration } from './migrations/20261128T0600-proposal-ranking.ts';
import { proposalAttachmentsMigration } from './migrations/20261128T0501-proposal-attachments.ts';
import { proposalHeadingsGoneMigration } from './migrations/20261128T0640-proposal-headings-gone.ts';
import { proposalSimilarMigration } from './migrations/20261128T0700-proposal-similar.ts';
import { supportVersionMigration } from './migrations/20261128T0710-support-version.ts';
import { draftWarningsMigration } from './migrations/20261201T0520-draft-warnings.ts';
import { proposalMovesMigration } from './migrations/20261130T0330-proposal-moves.ts';
import { proposalMovingMigration } from './migrations/20261130T0320-proposal-moving.ts';
import { proposalJobsMigration } from './migrations/20261129T0400-proposal-jobs.ts';
import { proposalListsMigration } from './migrations/20261128T0900-proposal-lists.ts';
import { AnswerDraft } from './answer-draft.entity.ts';
import { enteredProposalsMigration } from './migrations/20261128T1040-entered-proposals.ts';
import { paperCodesMigration } from './migrations/20261127T1000-paper-codes.ts';
import { PaperCode } from './paper-code.entity.ts';
import { scanAttachable } from './proposal.scans.ts';
import { proposalsMarkedMigration } from './migrations/20261209T0120-m8a-proposals-marked.ts';
import { proposalsWithheldMigration } from './migrations/20261130T0120-proposals-withheld.ts';
import { proposalKindsMigration } from './migrations/20261129T0200-proposal-kinds.ts';
import { proposalAttachable } from './proposal.attachable.ts';
import { authorsMigration } from './migrations/20261128T0300-authors.ts';
import { AnswerDue } from './answer.due.ts';
import { answerReactions } from './answer.reactions.ts';
import { mergeReactions } from './merge.reactions.ts';
import { mergingMigration } from './migrations/20261128T0300-merging.ts';
import { authorsGuardedMigration } from './migrations/20261205T0040-authors-guarded.ts';
import { proposalCommentable } from './proposal.commentable.ts';
import { proposalCounters, proposalRanking } from './proposal.counters.ts';
import { ProposalDownloads, proposalExport, proposalVersionExport } from './proposal.export.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalGathers } from './proposal.gathers.ts';
import { proposalsPersonalData } from './proposal.personal-data.ts';
import { proposalReactions } from './proposal.reactions.ts';
import { proposalTemplates } from './proposal.templates.ts';
import { ProposalUpkeep } from './proposal.upkeep.ts';
import { proposalWithholdable } from './proposal.withholdable.ts';
import { ProposalsComponent } from './proposals-component.entity.ts';
import { ProposalsModule } from './proposals.module.ts';
import { settingUse } from './setting-use.reads.ts';

/** What proposals bring to the server. */
export const proposalsServer: ComponentServer & WithAttachables & WithCommentables & KeepsPersonalData & BringsDemo & WithTemplates & WithWithholdables & WithFollowables = {
  name: proposals.name,
  manifest: proposals,
  component: ProposalsComponent,
  module: ProposalsModule,
  entities: [ProposalsComponent, Proposal, AnswerDraft, Invitation, ProposalJob, Amendment, PaperCode],
  migrations: [
    proposalsMigration,
    answersMigration,
    answerDeskMigration,
    authorsMigration,
    mergingMigration,
    proposalTaxonomiesMigration,
    proposalRankingMigration,
    proposalAttachmentsMigration,
    proposalHeadingsGoneMigration,
    proposalSimilarMigration,
    supportVersionMigration,
    proposalListsMigration,
    amendmentsMigration,
    facetsByStateMigration,
    invitationGuardMigration,
    enteredProposalsMigration,
    proposalKindsMigration,
    proposalJobsMigration,
    proposalMovingMigration,
    proposalMovesMigration,
    proposalsWithheldMigration,
    draftWarningsMigration,
    authorsGuardedMigration,
    paperCodesMigration,
    proposalsMarkedMigration,
  ],
  followables: ['proposal'],
  withholdables: [proposalWithholdable],
  attachables: [proposalAttachable, scanAttachable],
  commentables: [proposalCommentable],
  personalData: proposalsPersonalData,
  upkeep: [ProposalUpkeep],
  dues: [AnswerDue],
  works: { [COPYING]: CopyService, [IMPORTING]: ImportWork },
  reactions: [
    ...proposalReactions, ...answerReactions, ...amendmentReactions, ...mergeReactions,
    ...signalReactions(proposalWithholdable, 'proposal.published', 'proposal.edited'),
  ],
  openData: [proposalExport, proposalVersionExport, amendmentExport],
  downloads: [ProposalDownloads],
  gathers: ProposalGathers,
  demo: proposalsDemo,
  templates: proposalTemplates,
  desks: [{ path: 'answers', name: 'proposals.desk.title', roles: ['STAFF'] }],
  counters: proposalCounters,
  rankings: [proposalRanking],
  events: { ...proposalEvents, ...amendmentEvents },
  traces: [proposalTrace, amendmentTrace],
  settingUse,
  limits: {
    copyProposals: { many: 30, seconds: 3_600 },
    importProposals: { many: 30, seconds: 3_600 },
    importAnswers: { many: 30, seconds: 3_600 },
    publishProposal: { many: 5, seconds: 3_600 }, draftProposal: { many: 30, seconds: 3_600 },
    findPaperText: { many: 10, seconds: 900 }, takeOverProposal: { many: 10, seconds: 900 },
    inviteCoauthor: { many: 20, seconds: 3_600 }, publishAmendment: { many: 5, seconds: 3_600 },
  },
  locales: { ja, en },
};

export { AnswerImport, type AnswerImportReport } from './answer.import.ts';
export { Proposal } from './proposal.entity.ts';
export { ProposalCrowd, type CrowdSupport } from './proposal.crowd.ts';
export { proposalExport, proposalVersionExport, type ProposalExportScope } from './proposal.export.ts';
export { ProposalImport, type ImportReport, type ImportRequest } from './proposal.import.ts';
export type { RowProblem } from './proposal.import-files.ts';
export { ProposalReads } from './proposal.reads.ts';
export { ProposalService } from './proposal.service.ts';
