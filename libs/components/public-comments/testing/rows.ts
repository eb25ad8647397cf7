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

/** What rounds tell the tests of the whole API about their fields. */
export const rows: ComponentRows = {
  matrix: {
    round: 'NULL NULL NULL NULL NULL NULL NULL OK NULL NULL NULL',
    draftRound: answersTo.onlyStaff,
    saveRound: onDraft,
    discardRound: onDraft,
  },
  calls: {
    round: { subject: draft, variables: byId },
    draftRound: { subject: place, variables: (_, { componentId }) => ({ componentId, input: input() }) },
    saveRound: { subject: draft, variables: (_, { id }) => ({ id, input: input() }) },
    discardRound: { subject: draft, variables: byId },
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
    RoundSuspension: { PUBLIC: 'from reason to' },
    RoundViewingPlace: { PUBLIC: 'address hours name' },
    RoundWay: { PUBLIC: 'channel to' },
  },
};
