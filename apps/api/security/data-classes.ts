import type { DataClass } from '@hiroba/testing';
import { ofComponents } from './of-components.ts';

export type { DataClass };

const types: Readonly<Record<string, Partial<Record<DataClass, string>>>> = {
  AnswerItem: { PUBLIC: 'at id kind manifest office path state stateWords text title tone within' },
  AnswerPage: { PUBLIC: 'items next' },
  AnsweredComment: { PUBLIC: 'author id office version versions' },
  Amendment: {
    PUBLIC:
      'author body bodyChanges componentId decidedAt id locale openedAt promotedTo proposalId reason stale status title titleChanges version',
    PERSONAL: 'viewerIsAuthor',
  },
  Attachment: {
    PUBLIC: 'alt bytes decorative format height id name pages shape shown smallUrl url waiting width',
    PERSONAL: 'namedAuthor namedTitle',
  },
  AskCard: { PUBLIC: 'changeable deadline decided decider fixed promise wanted' },
  CityNumbers: { PUBLIC: 'changed kept open promised spaces voices' },
  Comment: {
    PUBLIC:
      'aboutAnswer alignment answers author body branchId createdAt depth down editedAt gone id locale mentions office parentId replies replyCount rootId rootKind state up versions withheld',
    PERSONAL: 'authorId viewerVote',
  },
  CommentMention: { PUBLIC: 'person token' },
  CommentPage: { PUBLIC: 'count items newest next sides' },
  CommentSides: { PUBLIC: 'against for neutral' },
  CommentVersion: { PUBLIC: 'at body n' },
  ComponentKind: { PUBLIC: 'actions name settings' },
  ComponentPhase: { PUBLIC: 'allows closesAt key opensAt' },
  Contact: { PUBLIC: 'address fax hours mail office officeKey phone' },
  Contribution: { PUBLIC: 'at id kind manifest path state stateWords title tone within', PERSONAL: 'due dueAt' },
  ContributionPage: { PUBLIC: 'items next' },
  Conversation: { PUBLIC: 'earlier id next nextId path previousId rootId rootKind top' },
  DataExport: { PERSONAL: 'fileName zip' },
  DateChange: { PUBLIC: 'at reason' },
  DeskLink: { INTERNAL: 'name path' },
  DiffPart: { PUBLIC: 'kind text' },
  Duty: { INTERNAL: 'count dueAt id kind manifest path title within' },
  DutyPage: { INTERNAL: 'items next' },
  Hero: { PUBLIC: 'alt height src srcSmall width' },
  LegalPage: { PUBLIC: 'at body bodyHtml slug title version versions' },
  LegalPageLink: { PUBLIC: 'at slug title version' },
  LocalizedHtml: { PUBLIC: 'en ja' },
  LocalizedText: { PUBLIC: 'en ja' },
  LogEntry: { PUBLIC: 'act actor at gone hash id leaf number office path reason title within' },
  LogKindName: { PUBLIC: 'kind name' },
  LogLine: { PUBLIC: 'act actor at gone id office path reason title within' },
  Logo: { PUBLIC: 'height src width' },
  LogLinePage: { PUBLIC: 'items next' },
  MailSent: { PERSONAL: 'to' },
  Mentionable: { PUBLIC: 'person token' },
  NewComments: { PUBLIC: 'count' },
  Office: { PUBLIC: 'key mail name phone' },
  OpenItem: { PUBLIC: 'actions ask closesAt id kind manifest office path title voices within' },
  OfferedTaxonomy: { PUBLIC: 'id key name offered options required' },
  Organisation: {
    PUBLIC:
      'accent contact greeting hasAdministrator host id legalPages logo municipalityCode name numbers offices prefix rev zone',
  },
  ModerationDecision: { PUBLIC: 'at entryId id kind locale reason rule title version' },
  ModerationRule: { PUBLIC: 'id severity text title version withholds' },
  ModerationSubject: { INTERNAL: 'decisions id kind locale path refusal text title withheld' },
  NightlyEdition: { PUBLIC: 'failedAt files madeAt' },
  NightlyFile: { PUBLIC: 'bytes digest file madeAt rows' },
  OpenDataSet: { PUBLIC: 'columns name title' },
  OutboxMail: { PERSONAL: 'body id queuedAt recipient subject' },
  OwnSession: { PERSONAL: 'createdAt current id label lastSeenAt' },
  Person: {
    PUBLIC: 'about code displayName handle office',
    PERSONAL: 'closesAt confirmedAt createdAt email hasPassword hasSecondFactor id locale suspendedUntil',
  },
  PersonEntry: {
    PUBLIC: 'closed code displayName isStaff office',
    INTERNAL: 'confirmed grants hasSecondFactor',
    PERSONAL: 'email',
  },
  PersonProfile: { PUBLIC: 'about closed code displayName handle isStaff joinedAt office' },
  PersonSummary: { PUBLIC: 'closed code displayName isStaff office' },
  PhaseActions: { PUBLIC: 'actions componentId' },
  PlacedComponent: { INTERNAL: 'component id' },
  Proposal: {
    INTERNAL: 'preparedAnswer',
    PUBLIC: `amendsId answerDueAt answerHistory answerKind answerOffice answerStatus answerVersions answeredAt answers attachmentCount attachments author authors authorsOverTime body commentCount componentId creditedTo earlierSupports details editedAt
      excerpt history html id kind links locale moved office official origin publishedAt receivedAt reference spaceSlug spot state supportCount taxonomies thresholdReachedAt title versions withdrawnAt withheld`,
    PERSONAL: 'givenSpot invitations viewerIsAuthor viewerIsCoauthor viewerSupports',
  },
  AnswerDesk: { INTERNAL: 'counts items next places' },
  AnswerDeskPlace: { INTERNAL: 'id space title' },
  AnswerImportReport: { INTERNAL: 'answered dryRun id ignored problems rows scheduled skipped' },
  AnsweredItem: { INTERNAL: 'id refusal title' },
  AnswersReport: { INTERNAL: 'done id items' },
  ProposalAnswer: { PUBLIC: 'at costNote costYen kind n office period reason reasonCode results status text' },
  ProposalAnswerDraft: {
    INTERNAL: 'costNote costYen edition editedAt kind office period publishAt reason reasonCode results status text',
  },
  ProposalAnswerStatus: { PUBLIC: 'icon key kind label tone' },
  ProposalAuthor: { PUBLIC: 'kind name person' },
  ProposalAuthorInTime: { PUBLIC: 'joinedAt kind leftAt name person' },
  ImportProblem: { INTERNAL: 'code column line message' },
  ProposalImportReport: { INTERNAL: 'added dryRun id ignored jobId problems rows skipped' },
  ProposalJob: {
    INTERNAL:
      'begunAt componentId done dryRun endedAt id ignored kind known office problems refusal skipped source state total unfit',
  },
  ProposalJobProblem: { INTERNAL: 'code column line message proposalId title' },
  ProposalCopyLeftCount: { INTERNAL: 'count what' },
  ProposalCopyPreview: { INTERNAL: 'copied found left problems skipped unfit' },
  ProposalMoved: { PUBLIC: 'at from office reason' },
  ProposalMovePreview: { INTERNAL: 'beyond comments losesPlace refusal supports' },
  ProposalCopySource: { PUBLIC: 'id space spaceSlug title' },
  ProposalCount: { PUBLIC: 'count key' },
  ProposalDetail: { PUBLIC: 'name text' },
  ProposalInvitation: {
    PERSONAL: 'componentId expiresAt html id invitedAt invitee inviter locale proposalId spaceSlug state title to',
  },
  LinkedProposal: { PUBLIC: 'componentId id locale reference spaceSlug state supportCount title' },
  ProposalLink: { PUBLIC: 'at carried from kind office proposal reason undoneAt undoneBecause' },
  ProposalPage: { PUBLIC: 'items next' },
  ProposalsComponent: {
    PUBLIC: `counts defaultSort ground id intro manifest map openActions phases proposals published rules rulesHistory settingValues similar space spaceId
      spaceState spaceVisibility statusesInUse taxonomies title voices weight`,
    INTERNAL: 'edition',
    PERSONAL: 'viewer',
  },
  ProposalsSettings: {
    PUBLIC:
      'amendments answerDays answerPublication answerStatuses area attachments bodyMax bodyTemplate coauthors commentAlignment commentLength commentVotes costs defaultSort drafts editMinutes editWindow guide kinds minimumSupports placePrecision places proposalLimit requiredTaxonomies showCounts similarCheck supportsPerPerson taxonomies threshold titleMax',
  },
  ProposalsViewer: { PERSONAL: 'drafts published supports supportsLeft' },
  RecoveryCodes: { PERSONAL: 'codes' },
  Refusal: { PUBLIC: 'code field message others' },
  ReplyPage: { PUBLIC: 'items next' },
  RoleGrant: { PUBLIC: 'endsAt id role spaceId startsAt', INTERNAL: 'granter holder' },
  RuleChange: { PUBLIC: 'at from key to' },
  RulesHistory: { PUBLIC: 'changes since' },
  SecondFactorSecret: { PERSONAL: 'secret uri' },
  Setting: { PUBLIC: 'choices default group key max min options type value', INTERNAL: 'locked' },
  SettingChoice: { PUBLIC: 'label offered value' },
  SignedIn: { PERSONAL: 'closesAt hasSecondFactor mfaNeeded' },
  SignedOut: { PUBLIC: 'done' },
  Space: {
    PUBLIC: `answers ask components dateChanges description descriptionHtml featured hero id kana kind namedMembers office phases publishedAt rev slug state summary time
      title visibility voices weight`,
    INTERNAL: 'edition isStaff members missing',
  },
  SpaceMember: { INTERNAL: 'answeredAt expiresAt id invitedAt published role state', PERSONAL: 'mail name person' },
  SpaceMemberPage: { INTERNAL: 'items next' },
  NamedMember: { PUBLIC: 'person role' },
  NamedMemberPage: { PUBLIC: 'items next' },
  MemberInvitation: { PERSONAL: 'expiresAt forViewer id mail published role spaceSlug spaceTitle state' },
  MemberImportReport: { INTERNAL: 'dryRun id ignored invited present problems rows' },
  SpaceTemplate: { PUBLIC: 'about key manifest name' },
  SpacePage: { PUBLIC: 'items next' },
  SpacePhase: { PUBLIC: 'allows callToAction closesAt key opensAt status text title' },
  Box: { PUBLIC: 'east north south west' },
  Cluster: { PUBLIC: 'count east id lat locale lon north south title west' },
  District: { PUBLIC: 'middle name rings' },
  Ground: { PUBLIC: 'districts tiles' },
  Spot: { PUBLIC: 'address district lat lon' },
  SpotMap: { PUBLIC: 'box clusters' },
  Tiles: { PUBLIC: 'credit creditUrl url' },
  TaxonomyChoice: { PUBLIC: 'above id name path retired tree treeId' },
  TaxonomyNode: { PUBLIC: 'depth id key kana mergedInto name parentId rev state treeId uses weight' },
  TaxonomyOption: { PUBLIC: 'count depth id key name parentId retired' },
  Viewer: {
    PUBLIC: 'organisationId',
    PERSONAL: 'freshUntil grants level locale memberOf mfa mfaNeeded person personId suspended termsDue',
  },
  Version: { PUBLIC: 'at by n office reason texts' },
  VersionPage: { PUBLIC: 'items next' },
  VersionText: { PUBLIC: 'changes name parts' },
  ViewerGrant: { PERSONAL: 'role spaceId' },
  Withholding: { PUBLIC: 'at entryId locale reason rule title version' },
  Words: { PUBLIC: 'lang text' },
};

/** The data class of every field, by `Type.field`. */
export const dataClasses: ReadonlyMap<string, DataClass> = new Map(
  [types, ...ofComponents.map(({ dataClasses: own }) => own)]
    .flatMap((own) => Object.entries(own))
    .flatMap(([type, classes]) =>
      Object.entries(classes).flatMap(([dataClass, fields]) =>
        fields.split(/\s+/).map((field) => [`${type}.${field}`, dataClass as DataClass] as const),
      ),
    ),
);
