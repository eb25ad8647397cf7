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

const byId = (_: Stage, { id }: Subject) => ({ id });
const onDraft = 'UNAUTHENTICATED NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND OK NOT_FOUND NOT_FOUND NOT_FOUND';

// Submissions need a round that is out; who may do what to one stands in submissions.api.spec.ts, here that it is not there for others.
const inDraft = async (scene: Stage): Promise<Subject> => {
  const { id } = await draft(scene);
  return { roundId: String(id) };
};
const letter = { body: '自転車道を広げてください。', category: '1', contact: { name: '山田花子', address: '〇〇市1-2-3' } };
const noSubmission = 'UNAUTHENTICATED NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND';
const notOut = 'UNAUTHENTICATED NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND WRONG_STATE NOT_FOUND NOT_FOUND NOT_FOUND';
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
    submissions: answersTo.all('OK'),
    sendSubmission: answersTo.all('NOT_FOUND'),
    openReceipt: answersTo.all('CODE_UNKNOWN'),
    amendSubmission: answersTo.all('CODE_UNKNOWN'),
    withdrawSubmission: answersTo.all('CODE_UNKNOWN'),
    registerSubmission: notOut,
    checkSubmission: noSubmission,
    decideLateSubmission: noSubmission,
    excludeSubmission: noSubmission,
    openContact: noSubmission,
    countTail: notOut,
    closeTail: notOut,
  },
  calls: {
    round: { subject: draft, variables: byId },
    draftRound: { subject: place, variables: (_, { componentId }) => ({ componentId, input: input() }) },
    saveRound: { subject: draft, variables: (_, { id }) => ({ id, input: input() }) },
    discardRound: { subject: draft, variables: byId },
    submission: { subject: inDraft, variables: asSubmission() },
    submissions: { subject: inDraft, variables: byRound() },
    sendSubmission: { subject: inDraft, variables: byRound({ input: letter, wording: '目的' }) },
    openReceipt: { variables: () => unknownCode },
    amendSubmission: { variables: () => ({ ...unknownCode, body: 'x' }) },
    withdrawSubmission: { variables: () => unknownCode },
    registerSubmission: { subject: inDraft, variables: byRound({ input: letter, intake: { channel: 'POST', receivedAt: '2026-11-22T00:00:00Z' } }) },
    checkSubmission: { subject: inDraft, variables: asSubmission() },
    decideLateSubmission: { subject: inDraft, variables: asSubmission({ accepted: true, reason: 'x' }) },
    excludeSubmission: { subject: inDraft, variables: asSubmission({ why: 'BLANK', reason: 'x' }) },
    openContact: { subject: inDraft, variables: asSubmission({ purpose: 'x' }) },
    countTail: { subject: inDraft, variables: byRound({ counts: [] }) },
    closeTail: { subject: inDraft, variables: byRound() },
  },
  anchors: {
    PublicCommentsComponent: {
      way: (inner) => `component(id: $id) { ... on PublicCommentsComponent { ${inner} } }`, subject: async (scene) => ({ id: await placeOf(scene) }),
    },
  },
  dataClasses: {
    PublicCommentsComponent: {
      PUBLIC: 'counts id intro manifest openActions phases profile published rounds rules rulesHistory settingValues space spaceId spaceState spaceVisibility title voices weight',
      INTERNAL: 'edition',
    },
    PublicCommentsSettings: { PUBLIC: 'minDays ordinance profile responseWeeks tailDays' },
    Round: {
      PUBLIC: `answeredAt ask clause closesAt componentId contact easySummary endedAt html id legalBasis locale noticeVersions office opensAt overdue overdueReason places
        policyField profile reference responseDueAt resultVersions scheduledAt shortPeriodReason spaceSlug stage status subjectType summary suspensions tailClosedAt
        title titleKana ways zone`,
    },
    RoundCategory: { PUBLIC: 'code extra label' },
    RoundContact: { PUBLIC: 'address mail phone' },
    RoundCounts: { PUBLIC: 'announced answered open overdue reviewing', INTERNAL: 'drafts' },
    RoundDisposition: { PUBLIC: 'code label needsPlanChange needsReason' },
    RoundFieldNeeds: { PUBLIC: 'address contact name nickname' },
    RoundPage: { PUBLIC: 'items next' },
    RoundProfile: {
      PUBLIC: `acceptLate approvalSteps askPublication basis categories channels childForm countFrom dispositions exemptions fields key minDays needsLegalBasis
        onePerPerson originalsRoute partialLastDayCounts postDeadline responders responseWeeks showCountsWhileOpen tailDays version`,
    },
    Submission: {
      PERSONAL: `body busy category channel checkedAt child componentId enteredAt excluded excludedReason extra id late locale noticeVersion number persons postmarkAt
        receiptCode receivedAt revisions roundId signedAt unitId withdrawnAt`,
    },
    SubmissionPage: { INTERNAL: 'items next' },
    SubmissionRevision: { PERSONAL: 'at body' },
    SubmitterContact: { PERSONAL: 'address ageBand kana mail name nickname organisation phone' },
    RoundSuspension: { PUBLIC: 'from reason to' },
    RoundViewingPlace: { PUBLIC: 'address hours name' },
    RoundWay: { PUBLIC: 'channel to' },
  },
};
