import { answersTo, type ComponentRows, type Stage, type Subject } from '@hiroba/testing';

const words = (ja: string) => ({ ja, en: `${ja} (en)` });
let count = 0;
const input = () => {
  count += 1;
  return { title: words(`公園の名前${count}`), office: '公園緑地課', type: 'single', opensAt: '2026-12-10T00:00:00Z', closesAt: '2026-12-20T00:00:00Z' };
};
const option = { title: words('さくら公園') };
const pabulib = () => new File(['META\nkey;value\nvote_type;approval\nbudget;100\nPROJECTS\nproject_id;cost\nA;60\nB;50\nVOTES\nvoter_id;vote\n1;A\n'], 'budget.pb');

const places = new WeakMap<object, Promise<string>>();
const placeOf = (scene: Stage): Promise<string> => {
  const known = places.get(scene);
  if (known) return known;
  const made = scene.city.room(scene.people.staff, 'votes', { actions: [] }).then(({ componentId }) => componentId);
  places.set(scene, made);
  return made;
};

const place = async (scene: Stage): Promise<Subject> => ({ componentId: await placeOf(scene) });
const act = async (scene: Stage, mutation: string, variables: object, types: string): Promise<Subject> => {
  const { id } = await scene.people.staff.act(
    `mutation M(${types}) { outcome: ${mutation} { __typename ... on Vote { id } ... on Refusal { code field message } } }`, variables);
  return { id };
};
const draft = async (scene: Stage): Promise<Subject> => act(
  scene, 'draftVote(componentId: $componentId, input: $input)', { componentId: await placeOf(scene), input: input() }, '$componentId: ID!, $input: VoteInput!');
const withOption = async (scene: Stage): Promise<Subject> => {
  const { id = '' } = await draft(scene);
  await act(scene, 'addVoteOption(voteId: $id, input: $input)', { id, input: option }, '$id: ID!, $input: VoteOptionInput!');
  return { id };
};

const ready = async (scene: Stage): Promise<Subject> => {
  const { id = '' } = await withOption(scene);
  await act(scene, 'addVoteOption(voteId: $id, input: $input)', { id, input: option }, '$id: ID!, $input: VoteOptionInput!');
  return { id };
};
const rankings = async (scene: Stage): Promise<Subject> =>
  act(scene, 'saveVote(id: $id, input: $input)', { ...(await ready(scene)), input: { type: 'ranked', method: 'irv' } }, '$id: ID!, $input: VoteInput!');
const withPaper = async (scene: Stage): Promise<Subject> => {
  const { id = '' } = await ready(scene);
  await act(scene, 'saveVote(id: $id, input: $input)', { id, input: { paper: true } }, '$id: ID!, $input: VoteInput!');
  return act(scene, 'announceVote(id: $id)', { id }, '$id: ID!');
};
const announced = async (scene: Stage): Promise<Subject> => act(scene, 'announceVote(id: $id)', await ready(scene), '$id: ID!');

const byId = (_: Stage, { id }: Subject) => ({ id });
/** Drafts are there for those who work in the space alone. */
const drafting = 'UNAUTHENTICATED NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND OK NOT_FOUND NOT_FOUND NOT_FOUND';

/** What only staff do with what everybody knows of, and how they are answered while it is announced. */
const staffAre = (answer: string) =>
  `UNAUTHENTICATED FORBIDDEN FORBIDDEN FORBIDDEN FORBIDDEN MFA_REQUIRED FORBIDDEN ${answer} FORBIDDEN FORBIDDEN NOT_FOUND`;
const everybodyIs = (answer: string) => `UNAUTHENTICATED ${Array(8).fill(answer).join(' ')} FORBIDDEN NOT_FOUND`;
const reason = '会場の都合です。';

/** What votes tell the tests of the whole API about their fields. */
export const rows: ComponentRows = {
  matrix: {
    vote: answersTo.reading,
    voteFile: answersTo.all('NULL'),
    draftVote: answersTo.onlyStaff,
    importVote: answersTo.onlyStaff,
    saveVote: drafting,
    discardVote: drafting,
    addVoteOption: drafting,
    saveVoteOption: drafting,
    removeVoteOption: drafting,
    announceVote: drafting,
    amendVote: staffAre('OK'),
    extendVote: staffAre('LOCKED'),
    askToAnnulVote: staffAre('OK'),
    annulVote: staffAre('LOCKED'),
    askForVoteLot: staffAre('LOCKED'),
    drawVoteLot: staffAre('LOCKED'),
    publishVoteResult: staffAre('LOCKED'),
    objectToVote: everybodyIs('LOCKED'),
    decideVoteObjection: staffAre('LOCKED'),
    finaliseVote: staffAre('LOCKED'),
    previewVote: drafting,
    askForVoteOverride: staffAre('LOCKED'),
    recordVoteOverride: staffAre('LOCKED'),
    issueVotePaper: staffAre('LOCKED'),
    takeBackVotePaper: staffAre('LOCKED'),
    openPaperBatch: staffAre('LOCKED'),
    keyVotePaper: staffAre('LOCKED'),
    takePaperBatch: staffAre('LOCKED'),
    discardPaperBatch: staffAre('LOCKED'),
    askForVoteCorrection: staffAre('LOCKED'),
    correctVoteBallots: staffAre('LOCKED'),
    castBallot: everybodyIs('CLOSED'),
    withdrawBallot: everybodyIs('CLOSED'),
  },
  calls: {
    vote: { subject: announced, variables: byId },
    voteFile: { subject: announced, variables: (_, { id }) => ({ id, name: 'result.json' }) },
    draftVote: { subject: place, variables: (_, { componentId }) => ({ componentId, input: input() }) },
    importVote: { subject: place, variables: (_, { componentId }) => ({ componentId, office: '公園緑地課', file: pabulib() }) },
    saveVote: { subject: draft, variables: (_, { id }) => ({ id, input: input() }) },
    discardVote: { subject: draft, variables: byId },
    addVoteOption: { subject: draft, variables: (_, { id }) => ({ voteId: id, input: option }) },
    saveVoteOption: { subject: withOption, variables: (_, { id }) => ({ voteId: id, code: '1', input: option }) },
    removeVoteOption: { subject: withOption, variables: (_, { id }) => ({ voteId: id, code: '1' }) },
    announceVote: { subject: ready, variables: byId },
    amendVote: { subject: announced, variables: (_, { id }) => ({ id, opensAt: '2026-12-11T00:00:00Z', closesAt: '2026-12-21T00:00:00Z', reason }) },
    extendVote: { subject: announced, variables: (_, { id }) => ({ id, closesAt: '2026-12-22T00:00:00Z', reasonCode: 'OUTAGE', reason }) },
    askToAnnulVote: { subject: announced, variables: (_, { id }) => ({ id, reason }) },
    annulVote: { subject: announced, variables: byId },
    askForVoteLot: { subject: announced, variables: (_, { id }) => ({ id, value: '38123.45' }) },
    drawVoteLot: { subject: announced, variables: byId },
    publishVoteResult: { subject: announced, variables: byId },
    objectToVote: { subject: announced, variables: (_, { id }) => ({ id, text: reason }) },
    decideVoteObjection: { subject: announced, variables: (_, { id }) => ({ id, objectionId: id, decision: 'DISMISSED', reason }) },
    finaliseVote: { subject: announced, variables: byId },
    previewVote: { subject: rankings, variables: (_, { id }) => ({ id }) },
    askForVoteOverride: { subject: announced, variables: (_, { id }) => ({ id, input: { option: '1', kind: 'EXCLUDE', code: 'LEGAL', reason, office: '公園緑地課' } }) },
    recordVoteOverride: { subject: announced, variables: byId },
    issueVotePaper: { subject: withPaper, variables: (_, { id }) => ({ id, who: { roll: '12' } }) },
    takeBackVotePaper: { subject: withPaper, variables: (_, { id }) => ({ id, who: { roll: '12' } }) },
    openPaperBatch: { subject: withPaper, variables: (_, { id }) => ({ id, papers: 1 }) },
    keyVotePaper: { subject: withPaper, variables: (_, { id }) => ({ id, batch: 1, n: 1, keys: '1' }) },
    takePaperBatch: { subject: withPaper, variables: (_, { id }) => ({ id, batch: 1 }) },
    discardPaperBatch: { subject: withPaper, variables: (_, { id }) => ({ id, batch: 1 }) },
    askForVoteCorrection: { subject: withPaper, variables: (_, { id }) => ({ id, input: { batch: 1, added: ['1'], removed: [], reason } }) },
    correctVoteBallots: { subject: withPaper, variables: byId },
    castBallot: { subject: announced, variables: (_, { id }) => ({ voteId: id, ballot: '"1"' }) },
    withdrawBallot: { subject: announced, variables: (_, { id }) => ({ voteId: id }) },
  },
  anchors: {
    VotesComponent: {
      way: (inner) => `component(id: $id) { ... on VotesComponent { ${inner} } }`, subject: async (scene) => ({ id: await placeOf(scene) }),
    },
  },
  dataClasses: {
    Vote: {
      PUBLIC: `adoption announcedAt ballots ballotsAt ballotsHash blank closesAt componentId correctionDue corrections counting document electorate electorateMode eligible files finalAt frozenAt id intro
        lotSource method objectUntil objections office opensAt options packageHash paper parameters reference result resultAt resultHash ruleHash secrecy spaceSlug status
        superseded talliedAt tieRule title turnout type uniqueLimit uniquePermille version versions voidedAt`,
      PERSONAL: 'viewer',
      INTERNAL: 'asked keyedPapers papers preview',
    },
    BallotReceipt: { PERSONAL: 'ballot digest disclosure id note salt' },
    VoteAdoption: { PUBLIC: 'adopted computed entries' },
    VoteOverride: { PUBLIC: 'at code document kind office option reason replacement' },
    VoteAsked: { INTERNAL: 'act at mine text' },
    VoteCorrection: { PUBLIC: 'added at batch reason removed version' },
    VoteKeyedPaper: { INTERNAL: 'keys n other' },
    VotePaperBatch: { INTERNAL: 'differences invalid keyed mine n papers takenAt' },
    VotePapers: { INTERNAL: 'batches issued waits' },
    VoteVersion: { PUBLIC: 'files version' },
    VoteCounting: { PUBLIC: 'at awaitsLot rounds' },
    VoteOption: { PUBLIC: 'category code cost id pictures spot text title' },
    VotePage: { PUBLIC: 'items next' },
    VoteParameters: { PUBLIC: 'budget high low max maxPerOption min minPercent percent points quorumPercent seats step' },
    VoteFile: { PUBLIC: 'name size' },
    VoteObjection: { PUBLIC: 'at decidedAt decision id reason text' },
    VoteTurnout: { PUBLIC: 'at eligible voted' },
    VoteViewer: { PERSONAL: 'hasVoted refusal' },
    VotesComponent: {
      PUBLIC: 'ground id intro manifest openActions phases published rules rulesHistory settingValues space spaceId spaceState spaceVisibility title voices votes weight',
      INTERNAL: 'edition',
    },
    VotesSettings: { PUBLIC: 'area noticeDays objectionDays' },
  },
};
