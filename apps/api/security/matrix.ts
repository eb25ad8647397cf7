import { answersTo } from '@hiroba/testing';
import { ofComponents } from './of-components.ts';
import { viewers, type ViewerName } from './scene.ts';

const { all } = answersTo;
const signedIn = 'UNAUTHENTICATED OK OK OK OK OK OK OK OK OK OK';
const public_ = answersTo.reading;
const { author } = answersTo;
const takesPart = answersTo.takingPart;
const { staff } = answersTo;
const answers =
  'UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN MFA_REQUIRED FORBIDDEN OK FORBIDDEN FORBIDDEN NOT_FOUND';
const invited = (suspended: string): string =>
  `UNAUTHENTICATED OK NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND ${suspended} NOT_FOUND`;
/** What only whoever proposed a change may do with it, though everybody sees it. */
const amends =
  'UNAUTHENTICATED OK FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN NOT_FOUND';
const moderator =
  'UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN OK FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN';
/** What the staff of a whole city may do for it, and that of another for theirs. */
const writesRules = 'UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN MFA_REQUIRED FORBIDDEN OK OK FORBIDDEN OK';
const draftOfStaff = 'NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND OK OK NOT_FOUND NOT_FOUND';
const administrator =
  'UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN OK FORBIDDEN';

/**
 * What every root field answers to everybody, in the order of `viewers`: visitor, participant, other participant, author, moderator,
 * staff without second factor, staff of another space, staff, administrator, suspended, staff of another organisation.
 */
const rows: Readonly<Record<string, string>> = {
  answerDesk: 'EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY',
  answers: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  answeredProposals: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  comment: public_,
  commentVersions: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  comments: public_,
  commentsSince: public_,
  component: public_,
  componentKinds: all('OK'),
  contributions: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  desks: 'EMPTY EMPTY EMPTY EMPTY OK EMPTY OK OK OK EMPTY OK',
  distinctSupporters: public_,
  duties: all('EMPTY'),
  legalPage: public_,
  logCheckpoint: all('OK'),
  logEntries: all('OK'),
  logEntry: public_,
  logHistory: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  logKinds: all('OK'),
  logMentions: all('EMPTY'),
  logNumber: public_,
  // Those of the scene who did something in public.
  myReceipts: 'EMPTY OK EMPTY OK OK EMPTY EMPTY OK OK EMPTY EMPTY',
  logProof: public_,
  logLines: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  mentionable: 'EMPTY OK OK EMPTY OK OK OK OK OK OK EMPTY',
  moderationPolicies: all('OK'),
  moderationRules: all('OK'),
  rulesDraft: 'NULL NULL NULL NULL NULL NULL NULL OK OK NULL OK',
  receipt: public_,
  moderationStatistics: all('OK'),
  moderationRegister: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  reportableText: public_,
  threadLock: public_,
  mailReport: all('NULL'),
  appealableDecision: 'NULL NULL NULL OK NULL NULL NULL NULL NULL NULL NULL',
  moderationCase: 'NULL NULL NULL NULL OK NULL NULL NULL NULL NULL NULL',
  decisionsAboutMe: 'EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  moderationModes: public_,
  moderatedPlaces: 'EMPTY EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  moderationQueue: 'EMPTY EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  moderationQueueCounts: 'EMPTY EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  moderationBulk: 'NULL NULL NULL NULL OK NULL NULL NULL NULL NULL NULL',
  moderationBulks: 'EMPTY EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  moderationWords: 'EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY OK OK EMPTY EMPTY',
  moderationSubject: 'NULL NULL NULL NULL OK NULL NULL NULL NULL NULL NULL',
  myContributions: 'EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  myDeadlines: 'EMPTY OK EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  invitation: 'NULL OK NULL NULL NULL NULL NULL NULL NULL NULL NULL',
  myProposals: 'EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  mySessions: 'EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  nightlyFiles: all('OK'),
  openDataSets: all('OK'),
  openNow: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  organisation: all('OK'),
  outbox: all('NULL'),
  people: 'EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY OK EMPTY OK',
  person: public_,
  proposal: public_,
  proposalCopyPreview: 'NULL NULL NULL NULL NULL NULL NULL OK NULL NULL NULL',
  proposalJob: 'NULL NULL NULL NULL NULL NULL NULL OK NULL NULL NULL',
  proposalMovePreview: 'NULL NULL NULL NULL NULL NULL NULL OK NULL NULL NULL',
  proposalJobs: 'EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY OK EMPTY EMPTY EMPTY',
  replies: 'EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY NULL',
  roleGrants: all('OK'),
  space: public_,
  spaceTemplates: all('OK'),
  spaceById: 'NULL NULL NULL NULL NULL NULL NULL OK OK NULL NULL',
  spaces: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  taxonomies: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  taxonomy: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  staffSpaces: 'EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY OK OK OK EMPTY EMPTY',
  viewer: all('OK'),
  followable: public_,
  myFollows: 'EMPTY OK EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY EMPTY',
  myNotices: 'NULL OK OK OK OK OK OK OK OK OK OK',
  follow: takesPart,
  // Whoever could follow it above does.
  unfollow: 'UNAUTHENTICATED OK OK OK OK OK OK OK OK NOT_FOUND NOT_FOUND',
  chooseNotices: signedIn,
  subscribeByMail: 'OK OK OK OK OK OK OK OK OK OK NOT_FOUND',
  confirmSubscription: all('CONFLICT'),
  stopNotices: all('CONFLICT'),

  addComment: takesPart,
  editComment: author('FORBIDDEN'),
  deleteComment: author('FORBIDDEN'),
  voteOnComment: 'UNAUTHENTICATED OK OK FORBIDDEN OK OK OK OK OK FORBIDDEN NOT_FOUND',
  writeRule: writesRules,
  dropRule: writesRules.replace(/OK$/, 'NOT_FOUND'),
  publishRules: writesRules.replace(/OK$/, 'CONFLICT'),
  addModerationWord: writesRules,
  removeModerationWord: writesRules.replace(/OK$/, 'NOT_FOUND'),
  bulkPreview: moderator,
  bulkExecute: moderator,
  bulkSecond: moderator.replace('OK', 'LOCKED'),
  bulkUndo: moderator.replace('OK', 'LOCKED'),
  releaseText: moderator,
  changeModerationMode: moderator,
  claimCase: moderator,
  claimNextCase: moderator,
  releaseCase: moderator,
  sanctionAuthor: moderator,
  approveSanction: moderator,
  declineSanction: moderator,
  recuseFromCase: moderator,
  hideMeanwhile: moderator,
  withholdText: moderator,
  redactText: moderator,
  labelText: moderator,
  unlabelText: moderator,
  proposeSuppression: moderator,
  // Even those who moderate the whole city: it takes one of a few.
  approveSuppression: moderator.replace('OK', 'FORBIDDEN'),
  declineSuppression: moderator.replace('OK', 'FORBIDDEN'),
  openSealedText: moderator.replace('OK', 'LOCKED'),
  lockThread: moderator,
  unlockThread: moderator,
  restoreText: moderator,
  dismissReports: moderator,
  // Whoever is suspended appeals too: it is their way back.
  appealDecision:
    'UNAUTHENTICATED NOT_FOUND NOT_FOUND OK NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND',
  reviewAppeal: moderator,
  reportText: takesPart,
  reportByMail: 'OK OK OK OK OK OK OK OK OK OK NOT_FOUND',
  confirmMailReport: all('CONFLICT'),
  appealMailReport: all('CONFLICT'),
  // Without a file, which only a form of the site can send.
  attachFile: author('NOT_FOUND').replace('OK', 'BAD_USER_INPUT'),
  describeAttachment: author('NOT_FOUND'),
  removeAttachment: author('NOT_FOUND'),
  // Without a file, which only a form of the site can send.
  importProposals:
    'UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN MFA_REQUIRED FORBIDDEN BAD_USER_INPUT FORBIDDEN FORBIDDEN NOT_FOUND',
  importAnswers: answers.replaceAll('OK', 'BAD_USER_INPUT'),
  draftProposal: takesPart,
  saveProposal: author('NOT_FOUND'),
  discardProposal: author('NOT_FOUND'),
  publishProposal: author('NOT_FOUND'),
  editProposal: author('FORBIDDEN'),
  withdrawProposal: author('FORBIDDEN'),
  supportProposal: takesPart,
  retractSupport: 'UNAUTHENTICATED OK OK OK OK CONFLICT OK OK OK FORBIDDEN NOT_FOUND',
  answerProposal: answers,
  amendment: public_,
  amendments: 'OK OK OK OK OK OK OK OK OK OK EMPTY',
  draftAmendment: takesPart.replace(/^((?:\S+ ){3})OK/, '$1CONFLICT'),
  saveAmendment: invited('NOT_FOUND'),
  discardAmendment: invited('NOT_FOUND'),
  publishAmendment: invited('NOT_FOUND'),
  rebaseAmendment: amends,
  withdrawAmendment: amends,
  promoteAmendment: amends,
  acceptAmendment: author('FORBIDDEN'),
  rejectAmendment: author('FORBIDDEN'),
  prepareAnswer: answers,
  discardAnswer: answers,
  unscheduleAnswer: answers,
  clearAnswer: answers,
  publishAnswers: answers,
  answerProposals: answers,
  enterProposal: answers,
  issuePaperCode: answers,
  findPaperText: all('BAD_USER_INPUT'),
  takeOverProposal: takesPart.replaceAll(/OK|NOT_FOUND/g, 'BAD_USER_INPUT'),
  copyProposals: answers,
  moveProposal: answers,
  mergeProposals: answers,
  splitProposal: answers,
  undoMerge: answers,
  undoSplit: answers,
  inviteCoauthor: author('FORBIDDEN'),
  cancelInvitation: author('FORBIDDEN'),
  acceptInvitation: invited('FORBIDDEN'),
  declineInvitation: invited('NOT_FOUND'),
  leaveProposal:
    'UNAUTHENTICATED OK FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN NOT_FOUND',

  draftSpace: staff.replace(/NOT_FOUND$/, 'OK'),
  draftSpaceFromTemplate: staff.replace(/NOT_FOUND$/, 'OK'),
  editSpace: staff,
  setSpaceVisibility: staff,
  memberInvitation: 'NULL OK NULL NULL NULL NULL NULL NULL NULL NULL NULL',
  inviteMember: `${administrator} NOT_FOUND`,
  // Without a file, which only a form of the site can send.
  importMembers: `${administrator.replaceAll('OK', 'BAD_USER_INPUT')} NOT_FOUND`,
  editMember: `${administrator} NOT_FOUND`,
  cancelMember: `${administrator} NOT_FOUND`,
  removeMember: `${administrator} NOT_FOUND`,
  acceptMembership: invited('FORBIDDEN'),
  declineMembership: invited('NOT_FOUND').replace('UNAUTHENTICATED', 'NOT_FOUND'),
  leaveSpace: invited('FORBIDDEN'),
  setPhases: draftOfStaff,
  publishSpace: draftOfStaff,
  archiveSpace: staff,
  // Without a picture, which only a form of the site can send.
  setSpaceHero: staff.replaceAll('OK', 'BAD_USER_INPUT'),
  removeSpaceHero: staff.replaceAll('OK', 'CONFLICT'),
  reopenSpace: staff,
  copySpace: staff,
  orderComponents: staff,
  placeComponent: staff,
  editComponent: staff,
  publishComponent: staff,
  unpublishComponent: staff,
  editOrganisation: `${administrator} CONFLICT`,
  // Without a file, which only a form of the site can send.
  setOrganisationLogo: `${administrator.replace('OK', 'BAD_USER_INPUT')} BAD_USER_INPUT`,
  removeOrganisationLogo: `${administrator.replace('OK', 'CONFLICT')} CONFLICT`,
  addTaxonomyNode: `${administrator} NOT_FOUND`,
  editTaxonomyNode: `${administrator} NOT_FOUND`,
  retireTaxonomyNode: `${administrator} NOT_FOUND`,
  restoreTaxonomyNode: `${administrator} NOT_FOUND`,
  mergeTaxonomyNode: `${administrator} NOT_FOUND`,
  setUpOrganisation: all('NOT_FOUND'),
  publishLegalPage: `${administrator} OK`,

  signUp: all('OK'),
  signIn: all('UNAUTHENTICATED'),
  signOut: all('OK'),
  requestSignInLink: all('OK'),
  signInByLink: all('CONFLICT'),
  confirmMail: all('CONFLICT'),
  resendConfirmation: signedIn.replaceAll('OK', 'CONFLICT'),
  requestPasswordReset: all('OK'),
  resetPassword: all('CONFLICT'),
  createFirstAdministrator: all('NOT_FOUND'),
  updateProfile: 'UNAUTHENTICATED OK OK OK OK OK OK OK OK FORBIDDEN OK',
  acceptTerms:
    'UNAUTHENTICATED CONFLICT CONFLICT CONFLICT CONFLICT CONFLICT CONFLICT CONFLICT CONFLICT FORBIDDEN CONFLICT',
  chooseLanguage: signedIn,
  changePassword: signedIn,
  requestMailChange: signedIn,
  confirmMailChange: all('CONFLICT'),
  revokeSession: author('NOT_FOUND'),
  exportMyData: signedIn,
  requestClosing: 'UNAUTHENTICATED OK OK OK OK OK OK OK FORBIDDEN OK FORBIDDEN',
  closeAccount: all('CONFLICT'),
  keepAccount: signedIn.replaceAll('OK', 'CONFLICT'),
  startSecondFactor: signedIn,
  confirmSecondFactor: signedIn.replaceAll('OK', 'LOCKED'),
  giveSecondFactor: signedIn.replaceAll('OK', 'LOCKED'),
  removeSecondFactor:
    'UNAUTHENTICATED CONFLICT CONFLICT CONFLICT FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN CONFLICT FORBIDDEN',
  grantRole: `${administrator} NOT_FOUND`,
  revokeRole: `${administrator} NOT_FOUND`,

  moderationQueueChanged:
    'NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND OK NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND',
  commentsAdded: 'OK OK OK OK OK OK OK OK OK OK NOT_FOUND',
  receiptIncluded: 'OK OK OK OK OK OK OK OK OK OK NOT_FOUND',
};

/** The declared answers, by root field and viewer. */
export const matrix: Readonly<Record<string, Readonly<Record<ViewerName, string>>>> = Object.fromEntries(
  Object.entries(Object.assign({}, rows, ...ofComponents.map(({ matrix: own }) => own)) as typeof rows).map(
    ([field, row]) => {
      const answers = row.split(' ');
      if (answers.length !== viewers.length) throw new Error(`${field} has ${answers.length} answers`);
      return [
        field,
        Object.fromEntries(viewers.map((viewer, at) => [viewer, answers[at]])) as Record<ViewerName, string>,
      ];
    },
  ),
);
