import { byId, next, type Call } from './call.ts';
import { comment, doIt, type Scene, type Subject } from './scene.ts';

const said = async ({ people, proposalId }: Scene): Promise<Subject> => ({
  id: await comment(people.author, proposalId, `発言${next()}`),
});

const withheld = async (scene: Scene): Promise<Subject> => {
  const subject = await said(scene);
  await doIt(
    scene.people.moderator,
    'withholdText(subjectKind: "comment", subjectId: $id, rule: "R5", reason: "ののしりが含まれるため")',
    subject,
    '$id: ID!',
    '... on ModerationDecision { id }',
  );
  return subject;
};

const labelled = async (scene: Scene): Promise<Subject> => {
  const subject = await said(scene);
  await doIt(
    scene.people.moderator,
    'labelText(subjectKind: "comment", subjectId: $id, rule: "R2", label: "CONTEXT", reason: "補足")',
    subject,
    '$id: ID!',
    '... on ModerationDecision { id }',
  );
  return subject;
};

/** Somebody else asked for it. */
const suppressing = async (scene: Scene): Promise<Subject> => {
  const subject = await said(scene);
  await doIt(
    await scene.city.person('申し出た同僚', [{ role: 'MODERATOR' }]),
    'proposeSuppression(subjectKind: "comment", subjectId: $id, rule: "R3", reason: "住所のため")',
    subject,
    '$id: ID!',
    '... on JudgedCase { id }',
  );
  return subject;
};

const discussed = async ({ city, people, room }: Scene): Promise<Subject> => ({
  id: await city.proposal(people.author, room.componentId),
});

const locked = async (scene: Scene): Promise<Subject> => {
  const subject = await discussed(scene);
  await doIt(
    scene.people.moderator,
    'lockThread(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "ののしり合いのため", days: 3)',
    subject,
    '$id: ID!',
    '... on ModerationDecision { id }',
  );
  return subject;
};

const reported = async (scene: Scene): Promise<Subject> => {
  const subject = await said(scene);
  await doIt(
    scene.people.participant,
    'reportText(subjectKind: "comment", subjectId: $id, rule: "R5")',
    subject,
    '$id: ID!',
    '... on ReportedCase { id }',
  );
  return subject;
};

/** The last rule of the draft, written anew. */
const written = async ({ people }: Scene): Promise<Subject> => {
  const input = {
    id: '',
    severity: 'LOW',
    title: { ja: '新しい', en: 'New' },
    text: { ja: `きまり${next()}`, en: 'Rule' },
  };
  const { rules } = (await people.staff.act(
    `mutation W($input: RuleInput!) { outcome: writeRule(input: $input) { __typename ... on Refusal { code field } ... on RulesDraft { rules { id } } } }`,
    { input },
  )) as unknown as { rules: { id: string }[] };
  return { id: rules.at(-1)?.id ?? '' };
};

/** Taken by the moderator from the queue. */
const taken = async (scene: Scene): Promise<Subject> => {
  const subject = await reported(scene);
  await doIt(
    scene.people.moderator,
    'claimCase(subjectKind: "comment", subjectId: $id)',
    subject,
    '$id: ID!',
    '... on ClaimedCase { id }',
  );
  return subject;
};

/** A comment that waits for a look. */
const waiting = async (scene: Scene): Promise<Subject> => {
  const { people, room } = scene;
  const set = (mode: string) =>
    doIt(
      people.moderator,
      `changeModerationMode(componentIds: [$id], mode: "${mode}")`,
      { id: room.componentId },
      '$id: ID!',
      '... on ChangedMode { id }',
    );
  await set('PRE');
  const subject = await said(scene);
  await set('POST');
  return subject;
};

const bulkOf = '... on ModerationBulk { id } ... on Refusal { code field }';

/** Proposed, not done. */
const previewed = async ({ people, proposalId }: Scene): Promise<Subject> => {
  const id = await comment(people.author, proposalId, `発言${next()}`);
  const found = await people.moderator.act(
    `mutation P($id: ID!) { outcome: bulkPreview(subjectKind: "comment", subjectId: $id, by: "LINK", rule: "R7", reason: "宣伝のため") { __typename ${bulkOf} } }`,
    { id },
  );
  return { id: found.id };
};

const begun = async (scene: Scene): Promise<Subject> => {
  const subject = await previewed(scene);
  await scene.people.moderator.act(
    `mutation E($id: ID!) { outcome: bulkExecute(id: $id) { __typename ${bulkOf} } }`,
    subject,
  );
  return subject;
};

/** A word that staff have added. */
const listed = async ({ people }: Scene): Promise<Subject> => ({
  id: (
    await people.staff.act(
      `mutation A($word: String!) { outcome: addModerationWord(use: "LOOKED_FOR", word: $word, reason: "苦情があったため") {
        __typename ... on Refusal { code field } ... on ModerationWord { id } } }`,
      { word: `ひどい言葉${next()}` },
    )
  ).id,
});

/** A grave decision that a colleague asked for, about somebody who was there for nothing else. */
const proposed = async (scene: Scene): Promise<Subject> => {
  const person = await scene.city.citizen(`人${next()}`);
  const subject = { id: await comment(person, scene.proposalId, `発言${next()}`) };
  await doIt(
    await scene.city.person('提案した同僚', [{ role: 'MODERATOR' }]),
    'sanctionAuthor(subjectKind: "comment", subjectId: $id, kind: "BLOCK", rule: "R5", reason: "つづくため")',
    subject,
    '$id: ID!',
    '... on JudgedCase { id }',
  );
  return { id: person.id };
};

/** Decided by a colleague, so that the moderator may review it. */
const underAppeal = async (scene: Scene): Promise<Subject> => {
  const subject = await said(scene);
  await doIt(
    await scene.city.person('同僚', [{ role: 'MODERATOR' }]),
    'withholdText(subjectKind: "comment", subjectId: $id, rule: "R5", reason: "ののしりが含まれるため")',
    subject,
    '$id: ID!',
    '... on ModerationDecision { id }',
  );
  await doIt(
    scene.people.author,
    'appealDecision(subjectKind: "comment", subjectId: $id, text: "悪口ではありません")',
    subject,
    '$id: ID!',
    '... on AppealedCase { id }',
  );
  return subject;
};

/** The calls of moderation. */
export const moderationCalls: Readonly<Record<string, Call>> = {
  moderationPolicies: {},
  moderationRules: {},
  rulesDraft: {},
  writeRule: {
    variables: () => ({
      input: {
        id: 'R13',
        severity: 'MEDIUM',
        title: { ja: '著作権', en: 'Copyright' },
        text: { ja: `きまり${next()}`, en: 'Rule' },
      },
    }),
  },
  dropRule: { subject: written, variables: byId },
  publishRules: { subject: written, variables: () => ({ input: { effectiveAt: '2030-01-01T00:00:00Z', urgent: '' } }) },
  moderationStatistics: {},
  moderationRegister: { subject: withheld },
  moderationSubject: { variables: ({ commentId }) => ({ subjectKind: 'comment', subjectId: commentId }) },
  reportableText: { variables: ({ commentId }) => ({ subjectKind: 'comment', subjectId: commentId }) },
  reportText: {
    subject: said,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, rule: 'R7', note: `宣伝${next()}` }),
  },
  reportByMail: {
    subject: said,
    variables: (_, { id }) => ({
      subjectKind: 'comment',
      subjectId: id,
      rule: 'R7',
      note: `宣伝${next()}`,
      mail: `report${next()}@example.jp`,
    }),
  },
  mailReport: { variables: () => ({ id: 'nothing', key: 'nothing' }) },
  confirmMailReport: { variables: () => ({ id: 'nothing', key: 'nothing' }) },
  appealMailReport: { variables: () => ({ id: 'nothing', key: 'nothing', text: `納得できません${next()}` }) },
  dismissReports: {
    subject: reported,
    variables: (_, { id }) => ({
      subjectKind: 'comment',
      subjectId: id,
      code: 'VIEWPOINT',
      answer: `意見です${next()}`,
    }),
  },
  moderationCase: { subject: reported, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  moderationQueue: { subject: reported },
  moderationQueueCounts: {},
  moderationQueueChanged: {},
  decisionsAboutMe: { subject: withheld },
  moderationModes: { variables: ({ room }) => ({ componentId: room.componentId }) },
  moderatedPlaces: {},
  changeModerationMode: {
    variables: ({ room }) => ({ componentIds: [room.componentId], mode: 'PRE_FLAGGED', hours: 1 }),
  },
  releaseText: { subject: waiting, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  claimCase: { subject: reported, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  claimNextCase: { subject: reported },
  releaseCase: { subject: taken, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  moderationBulk: { subject: previewed, variables: (_, { id }) => ({ id }) },
  moderationBulks: { subject: begun },
  bulkPreview: {
    subject: said,
    variables: (_, { id }) => ({
      subjectKind: 'comment',
      subjectId: id,
      by: 'AUTHOR',
      rule: 'R7',
      reason: `宣伝${next()}`,
    }),
  },
  bulkExecute: { subject: previewed, variables: (_, { id }) => ({ id }) },
  bulkSecond: { subject: previewed, variables: (_, { id }) => ({ id, agrees: false }) },
  bulkUndo: { subject: previewed, variables: (_, { id }) => ({ id }) },
  moderationWords: { subject: listed },
  addModerationWord: {
    variables: () => ({ use: 'LOOKED_FOR', word: `こまった言葉${next()}`, reason: '苦情があったため' }),
  },
  removeModerationWord: { subject: listed, variables: (_, { id }) => ({ id }) },
  appealableDecision: { subject: withheld, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  appealDecision: {
    subject: withheld,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, text: `悪口ではありません${next()}` }),
  },
  reviewAppeal: {
    subject: underAppeal,
    variables: (_, { id }) => ({
      subjectKind: 'comment',
      subjectId: id,
      outcome: 'UPHELD',
      answer: `読みなおしました${next()}`,
    }),
  },
  sanctionAuthor: {
    subject: said,
    variables: (_, { id }) => ({
      subjectKind: 'comment',
      subjectId: id,
      kind: 'WARN',
      rule: 'R5',
      reason: `注意${next()}`,
      days: null,
    }),
  },
  approveSanction: { subject: proposed, variables: (_, { id }) => ({ personId: id }) },
  declineSanction: { subject: proposed, variables: (_, { id }) => ({ personId: id, reason: `重すぎます${next()}` }) },
  recuseFromCase: { subject: said, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  hideMeanwhile: {
    subject: said,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, rule: 'R3', reason: `住所のため${next()}` }),
  },
  redactText: {
    subject: said,
    variables: (_, { id }) => ({
      subjectKind: 'comment',
      subjectId: id,
      rule: 'R3',
      reason: `電話番号のため${next()}`,
      passages: ['発言'],
    }),
  },
  labelText: {
    subject: said,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, rule: 'R2', label: 'CONTEXT', reason: `補足${next()}` }),
  },
  unlabelText: {
    subject: labelled,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, reason: `直されたため${next()}` }),
  },
  proposeSuppression: {
    subject: said,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, rule: 'R3', reason: `住所のため${next()}` }),
  },
  approveSuppression: { subject: suppressing, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  declineSuppression: {
    subject: suppressing,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, reason: `覆えば足ります${next()}` }),
  },
  openSealedText: { subject: said, variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id }) },
  threadLock: { subject: locked, variables: (_, { id }) => ({ rootKind: 'proposal', rootId: id }) },
  lockThread: {
    subject: discussed,
    variables: (_, { id }) => ({
      subjectKind: 'proposal',
      subjectId: id,
      rule: 'R5',
      reason: `ののしり合い${next()}`,
      days: 3,
    }),
  },
  unlockThread: {
    subject: locked,
    variables: (_, { id }) => ({ subjectKind: 'proposal', subjectId: id, reason: `落ちついたため${next()}` }),
  },
  withholdText: {
    subject: said,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, rule: 'R7', reason: `宣伝のため${next()}` }),
  },
  restoreText: {
    subject: withheld,
    variables: (_, { id }) => ({ subjectKind: 'comment', subjectId: id, reason: `思いちがいのため${next()}` }),
  },
};
