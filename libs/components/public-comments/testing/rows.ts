import { answersTo, type ComponentRows, type Stage, type Subject } from '@hiroba/testing';

let count = 0;
const input = () => {
  count += 1;
  return { title: `自転車活用推進計画（案）${count}`, summary: '安心して走れる道をふやします。' };
};

const places = new WeakMap<object, Promise<string>>();
const placeOf = (scene: Stage): Promise<string> => {
  const known = places.get(scene);
  if (known) return known;
  const made = scene.city.room(scene.people.staff, 'public-comments', { actions: ['comment'] }).then(({ componentId }) => componentId);
  places.set(scene, made);
  return made;
};

const place = async (scene: Stage): Promise<Subject> => ({ componentId: await placeOf(scene) });
const draft = async (scene: Stage): Promise<Subject> => {
  const { id } = await scene.people.staff.act(`mutation M($componentId: ID!, $input: RoundInput!) {
    outcome: draftRound(componentId: $componentId, input: $input) { __typename ... on Round { id } ... on Refusal { code field message } } }`,
  { componentId: await placeOf(scene), input: input() });
  return { id };
};

const words = { ja: '自転車の道' };
const ask = { decided: words, changeable: words, fixed: words, decider: words, deadline: words, wanted: words, promise: 'CONSULT' };
const whole = () => ({
  ...input(), ask, office: '都市計画課', contact: { phone: '0790-00-0000', address: '本町1-1' }, ways: [{ channel: 'ONLINE' }], legalBasis: '市の条例',
  opensAt: '2026-11-22T00:00:00+09:00', closesAt: '2027-01-10T00:00:00+09:00',
});
const act = async ({ people }: Stage, mutation: string, id: string): Promise<Subject> => {
  await people.staff.act(`mutation M($id: ID!) { outcome: ${mutation} { __typename ... on Round { id } ... on Refusal { code field message } } }`, { id });
  return { id };
};
const ready = async (scene: Stage): Promise<Subject> => {
  const { id = '' } = await draft(scene);
  await scene.people.staff.act(`mutation M($id: ID!, $input: RoundInput!) { outcome: saveRound(id: $id, input: $input) {
    __typename ... on Round { id } ... on Refusal { code field message } } }`, { id, input: whole() });
  return act(scene, 'importRoundPlan(id: $id, text: "# 道\\n\\n歩道を広げます。")', id);
};
const inReview = async (scene: Stage): Promise<Subject> => act(scene, 'requestRoundApproval(id: $id)', (await ready(scene)).id ?? '');
const scheduled = async (scene: Stage): Promise<Subject> =>
  act(scene, 'approveRound(id: $id, external: { number: "企第1号", on: "2026-11-20" })', (await inReview(scene)).id ?? '');
const suspended = async (scene: Stage): Promise<Subject> => act(scene, 'suspendRound(id: $id, reason: "障害")', (await scheduled(scene)).id ?? '');
const withdrawn = async (scene: Stage): Promise<Subject> => act(scene, 'withdrawRound(id: $id, reason: "取りやめ")', (await scheduled(scene)).id ?? '');

const byId = (_: Stage, { id }: Subject) => ({ id });
const with_ = (more: object) => (_: Stage, { id }: Subject) => ({ id, ...more });
/** What only staff may do, and not yet: the intake has to end first. */
const tooEarly = answersTo.onlyStaff.replace('OK', 'LOCKED');
const external = { number: '企第2号', on: '2026-11-20' };
const result = { text: '提出意見はありませんでした。' };
const onDraft = 'UNAUTHENTICATED NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND OK NOT_FOUND NOT_FOUND NOT_FOUND';

// Submissions need a round that is out; who may do what to one stands in submissions.api.spec.ts, here that it is not there for others.
const inDraft = async (scene: Stage): Promise<Subject> => {
  const { id } = await draft(scene);
  return { roundId: String(id) };
};
const letter = { body: '自転車道を広げてください。', category: '1', contact: { name: '山田花子', address: '〇〇市1-2-3' } };
const noSubmission = 'UNAUTHENTICATED NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND';
const notOut = 'UNAUTHENTICATED NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND LOCKED NOT_FOUND NOT_FOUND NOT_FOUND';
const byRound = (more: object = {}) => (_: Stage, { roundId }: Subject) => ({ roundId, ...more });
const asSubmission = (more: object = {}) => (_: Stage, { roundId }: Subject) => ({ id: roundId, ...more });
const unknownCode = { code: '22222-22222-22222' };

/** What rounds tell the tests of the whole API about their fields. */
export const rows: ComponentRows = {
  matrix: {
    round: 'NULL NULL NULL NULL NULL NULL NULL OK NULL NULL NULL',
    draftRound: answersTo.onlyStaff,
    saveRound: onDraft,
    discardRound: onDraft,
    submission: answersTo.all('NULL'),
    submissions: answersTo.all('EMPTY'),
    sendSubmission: answersTo.all('NOT_FOUND'),
    openReceipt: answersTo.all('BAD_USER_INPUT'),
    proveSubmission: answersTo.all('BAD_USER_INPUT'),
    amendSubmission: answersTo.all('BAD_USER_INPUT'),
    withdrawSubmission: answersTo.all('BAD_USER_INPUT'),
    registerSubmission: notOut,
    checkSubmission: noSubmission,
    decideLateSubmission: noSubmission,
    excludeSubmission: noSubmission,
    openContact: noSubmission,
    keepSubmissionFile: answersTo.all('NOT_FOUND'),
    tryIntakeList: notOut,
    bringIntakeList: notOut,
    openSubmissionFiles: noSubmission,
    countTail: notOut,
    closeTail: notOut,
    importRoundPlan: onDraft,
    requestRoundApproval: onDraft,
    approveRound: onDraft,
    returnRound: onDraft,
    declareRoundNotHeld: onDraft,
    extendRound: answersTo.onlyStaff,
    correctRoundNotice: answersTo.onlyStaff,
    suspendRound: answersTo.onlyStaff,
    resumeRound: answersTo.onlyStaff,
    withdrawRound: answersTo.onlyStaff,
    archiveRound: answersTo.onlyStaff,
    importFinalPlan: tooEarly,
    requestResultApproval: tooEarly,
    publishRoundResult: tooEarly,
    correctRoundResult: tooEarly,
    adoptRound: tooEarly,
    declareRoundNotAdopted: tooEarly,
    explainRoundDelay: tooEarly,
    opinion: answersTo.all('NULL'),
    opinions: answersTo.all('EMPTY'),
    opinionsAlike: answersTo.all('EMPTY'),
    roundResult: answersTo.all('EMPTY'),
    splitSubmission: noSubmission,
    considerOpinions: noSubmission,
    redactSubmission: noSubmission,
    settleRedaction: noSubmission,
    claimNotMine: answersTo.all('BAD_USER_INPUT'),
    noteNotMine: noSubmission,
    decideNotMine: noSubmission,
    disposePersonalData: answersTo.onlyStaff.replace('OK', 'CLOSED'),
    holdPersonalData: answersTo.onlyStaff,
    releasePersonalData: answersTo.onlyStaff.replace('OK', 'CONFLICT'),
    opinionsSame: 'NULL NULL NULL NULL NULL NULL NULL OK NULL NULL NULL',
    opinionsNear: answersTo.all('EMPTY'),
    opinionGroupings: answersTo.all('EMPTY'),
    groupOpinions: noSubmission,
    groupSameOpinions: notOut,
    takeWholeTexts: notOut,
    ungroupOpinion: noSubmission,
    undoGrouping: noSubmission,
    assignOpinions: noSubmission,
    opinionOffices: answersTo.all('EMPTY'),
    makeOfficeSheet: notOut,
    bringOfficeSheet: notOut,
  },
  calls: {
    importRoundPlan: { subject: draft, variables: with_({ text: '歩道を広げます。' }) },
    importFinalPlan: { subject: scheduled, variables: with_({ text: '歩道を広げます。' }) },
    requestRoundApproval: { subject: ready, variables: byId },
    approveRound: { subject: inReview, variables: with_({ external }) },
    returnRound: { subject: inReview, variables: with_({ reason: '期間を直してください' }) },
    declareRoundNotHeld: {
      subject: ready, variables: with_({ exemption: 'MINOR', reason: '名前の変更だけのため' }),
    },
    extendRound: { subject: scheduled, variables: with_({ closesAt: '2027-02-01T00:00:00+09:00', reason: '声が多いため' }) },
    correctRoundNotice: {
      subject: scheduled,
      variables: with_({
        input: { title: '直した題名', summary: '直した概要', contact: whole().contact, ways: [{ channel: 'ONLINE' }], places: [], legalBasis: '市の条例' },
        reason: '誤りのため', material: true,
      }),
    },
    suspendRound: { subject: scheduled, variables: with_({ reason: '障害' }) },
    resumeRound: { subject: suspended, variables: byId },
    withdrawRound: { subject: scheduled, variables: with_({ reason: '案を作り直すため' }) },
    archiveRound: { subject: withdrawn, variables: byId },
    requestResultApproval: { subject: scheduled, variables: with_({ input: result }) },
    publishRoundResult: { subject: scheduled, variables: byId },
    correctRoundResult: { subject: scheduled, variables: with_({ input: result, reason: '誤り' }) },
    adoptRound: { subject: scheduled, variables: with_({ on: '2027-03-01', text: '決定しました' }) },
    declareRoundNotAdopted: { subject: scheduled, variables: with_({ text: '見送ります', again: true }) },
    explainRoundDelay: { subject: scheduled, variables: with_({ reason: '検討中', until: '2027-06-01T00:00:00+09:00' }) },
    round: { subject: draft, variables: byId },
    draftRound: { subject: place, variables: (_, { componentId }) => ({ componentId, input: input() }) },
    saveRound: { subject: draft, variables: (_, { id }) => ({ id, input: input() }) },
    discardRound: { subject: draft, variables: byId },
    submission: { subject: inDraft, variables: asSubmission() },
    submissions: { subject: inDraft, variables: byRound() },
    sendSubmission: { subject: inDraft, variables: byRound({ input: letter, wording: '目的' }) },
    openReceipt: { variables: () => unknownCode },
    proveSubmission: { variables: () => unknownCode },
    amendSubmission: { variables: () => ({ ...unknownCode, body: 'x' }) },
    withdrawSubmission: { variables: () => unknownCode },
    registerSubmission: { subject: inDraft, variables: byRound({ input: letter, intake: { channel: 'POST', receivedAt: '2026-11-22T00:00:00Z' } }) },
    checkSubmission: { subject: inDraft, variables: asSubmission() },
    decideLateSubmission: { subject: inDraft, variables: asSubmission({ accepted: true, reason: 'x' }) },
    excludeSubmission: { subject: inDraft, variables: asSubmission({ why: 'BLANK', reason: 'x' }) },
    openContact: { subject: inDraft, variables: asSubmission({ purpose: 'x' }) },
    tryIntakeList: { subject: inDraft, variables: byRound({ file: null }) },
    bringIntakeList: { subject: inDraft, variables: byRound({ slip: 'x' }) },
    keepSubmissionFile: { subject: inDraft, variables: byRound({ file: null }) },
    openSubmissionFiles: { subject: inDraft, variables: asSubmission({ purpose: 'x' }) },
    countTail: { subject: inDraft, variables: byRound({ counts: [] }) },
    closeTail: { subject: inDraft, variables: byRound() },
    opinion: { subject: inDraft, variables: asSubmission() },
    opinions: { subject: inDraft, variables: byRound() },
    opinionsAlike: { subject: inDraft, variables: asSubmission() },
    roundResult: { subject: inDraft, variables: byRound() },
    splitSubmission: { subject: inDraft, variables: asSubmission({ marks: [1] }) },
    considerOpinions: { subject: inDraft, variables: (_, { roundId }) => ({ ids: [roundId], input: { disposition: 'C', reply: 'x' } }) },
    claimNotMine: { variables: () => ({ ...unknownCode, reason: 'x' }) },
    noteNotMine: { subject: inDraft, variables: asSubmission({ reason: 'x' }) },
    decideNotMine: { subject: inDraft, variables: asSubmission({ accepted: true, reason: 'x' }) },
    disposePersonalData: { subject: async (scene) => act(scene, 'archiveRound(id: $id)', (await withdrawn(scene)).id ?? ''), variables: byId },
    holdPersonalData: { subject: withdrawn, variables: with_({ reason: '開示の請求' }) },
    releasePersonalData: { subject: withdrawn, variables: byId },
    opinionsSame: { subject: inDraft, variables: byRound() },
    opinionsNear: { subject: inDraft, variables: byRound() },
    opinionGroupings: { subject: inDraft, variables: byRound() },
    groupOpinions: { subject: inDraft, variables: (_, { roundId }) => ({ ids: [roundId] }) },
    groupSameOpinions: { subject: inDraft, variables: byRound() },
    takeWholeTexts: { subject: inDraft, variables: byRound() },
    ungroupOpinion: { subject: inDraft, variables: asSubmission() },
    undoGrouping: { subject: inDraft, variables: asSubmission() },
    opinionOffices: { subject: inDraft, variables: byRound() },
    makeOfficeSheet: { subject: inDraft, variables: byRound({ format: 'CSV' }) },
    bringOfficeSheet: { subject: inDraft, variables: byRound({ file: null, dryRun: true }) },
    assignOpinions: { subject: inDraft, variables: (_, { roundId }) => ({ ids: [roundId], assigned: '道路課' }) },
    redactSubmission: { subject: inDraft, variables: asSubmission({ from: 0, to: 1, reason: 'OTHER' }) },
    settleRedaction: { subject: inDraft, variables: (_, { roundId }) => ({ id: roundId, redactionId: roundId, accepted: true }) },
  },
  anchors: {
    PublicCommentsComponent: {
      way: (inner) => `component(id: $id) { ... on PublicCommentsComponent { ${inner} } }`, subject: async (scene) => ({ id: await placeOf(scene) }),
    },
  },
  dataClasses: {
    PublicCommentsComponent: {
      PUBLIC: 'counts id intro manifest openActions phases profile published rounds rules rulesHistory settingValues space spaceId spaceState spaceVisibility title voices weight years',
      INTERNAL: 'edition',
    },
    PublicCommentsSettings: { PUBLIC: 'minDays ordinance profile responseWeeks tailDays' },
    Round: {
      PUBLIC: `answeredAt ask clause closesAt componentId contact days disposedAt easySummary endedAt equivalent exemption finalPlan html id legalBasis locale notices
        noticeVersions numbers office opensAt overdue overdueReason places plan policyField profile reference responseDueAt resultVersions scheduledAt shortPeriodReason spaceSlug stage status subjectType summary suspensions tailClosedAt
        title titleKana ways zone`,
      INTERNAL: 'keeping work',
    },
    RoundChannelCount: { PUBLIC: 'channel opinions persons submissions' },
    RoundCheck: { INTERNAL: 'field missing point' },
    RoundCategory: { PUBLIC: 'code extra label' },
    RoundContact: { PUBLIC: 'address mail phone' },
    RoundCounts: { PUBLIC: 'announced answered open overdue reviewing', INTERNAL: 'drafts' },
    RoundDays: { PUBLIC: 'days first isShort last minDays warnings' },
    RoundDispositionCount: { PUBLIC: 'code opinions' },
    RoundExternalDecision: { INTERNAL: 'number on' },
    RoundGap: { INTERNAL: 'code count path' },
    RoundNotice: { PUBLIC: 'again changes kind material n on originalsRoute publishedAt reason sha256 snapshot text' },
    RoundNoticeChange: { PUBLIC: 'after before field' },
    RoundNumbers: { PUBLIC: 'byChannel byDisposition groups opinions persons planChanges submissions unknown' },
    RoundPlan: { PUBLIC: 'frozen headings importedAt n removed sha256 size units' },
    RoundProposed: { INTERNAL: 'originalsRoute summarised text' },
    RoundSizes: { PUBLIC: 'few many none some' },
    RoundYear: { PUBLIC: 'answered held late most notAdopted notHeld opinions persons rate reflected sizes submissions withdrawn year' },
    RoundStep: { INTERNAL: 'at by external n note review what' },
    RoundUnit: { PUBLIC: 'from id kind level page path relation text' },
    RoundWork: { INTERNAL: 'checks gaps proposed returnReason review steps wrote' },
    RoundDisposition: { PUBLIC: 'code label needsPlanChange needsReason' },
    RoundFieldNeeds: { PUBLIC: 'address contact name nickname' },
    RoundPage: { PUBLIC: 'items next' },
    RoundProfile: {
      PUBLIC: `acceptLate approvalSteps askPublication basis categories channels childForm countFrom dispositions exemptions fields key minDays needsLegalBasis
        onePerPerson originalsRoute partialLastDayCounts postDeadline responders responseWeeks showCountsWhileOpen tailDays version`,
    },
    Submission: {
      PERSONAL: `answers body busy category channel checkedAt child claim componentId enteredAt excluded excludedReason extra files id late locale noticeVersion number persons postmarkAt
        receiptCode receivedAt redactions revisions roundId signedAt target unitId withdrawnAt`,
    },
    AlikeOpinion: { INTERNAL: 'how opinion' },
    Opinion: { INTERNAL: 'assigned consideredAt disposition dueOn groupId id members n number office planChange publicity reason reply submissionId summary text together' },
    OfficeSheet: { INTERNAL: 'content fileName id rows' },
    OfficeSheetConflict: { INTERNAL: 'line now number opinionId written' },
    OfficeSheetReport: { INTERNAL: 'applied conflicts dryRun id ignored problems rows same untouched' },
    OpinionOffice: { INTERNAL: 'name opinions undecided' },
    OpinionCard: { INTERNAL: 'id n number submissionId text' },
    OpinionGroupingAct: { INTERNAL: 'at by how id n undone' },
    OpinionNearBundle: { INTERNAL: 'cards ids opinions' },
    OpinionSameTexts: { INTERNAL: 'opinions texts' },
    OpinionPage: { INTERNAL: 'items next' },
    ResultPage: { PUBLIC: 'items next' },
    ResultRow: { PUBLIC: 'disposition id n number office page path planChange reason reply summarised text together' },
    IntakeListReport: { INTERNAL: 'added changed channels dryRun id ignored known late problems rows slip' },
    IntakeListWay: { INTERNAL: 'channel submissions' },
    OpenedSubmissionFile: { PERSONAL: 'id n picture url' },
    OpenedSubmissionFiles: { PERSONAL: 'files id' },
    SubmissionFile: { PERSONAL: 'bytes format id n pages picture sha256 what' },
    WaitingFile: { PERSONAL: 'bytes id pages slip' },
    SubmissionProof: { PERSONAL: 'content fileName id' },
    SubmissionRedaction: { INTERNAL: 'checked from id reason to' },
    SubmissionClaim: { PERSONAL: 'accepted at decidedAt decision reason' },
    RoundKeeping: { INTERNAL: 'contacts disposedAt from hold' },
    RoundHold: { INTERNAL: 'at mine reason releaseAsked' },
    SubmissionPage: { INTERNAL: 'items next' },
    SubmissionRevision: { PERSONAL: 'at body' },
    SubmitterContact: { PERSONAL: 'address ageBand kana mail name nickname organisation phone' },
    RoundSuspension: { PUBLIC: 'from reason to' },
    RoundViewingPlace: { PUBLIC: 'address hours name' },
    RoundWay: { PUBLIC: 'channel to' },
  },
};
