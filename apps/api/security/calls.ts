import { accountCalls } from './calls.accounts.ts';
import { amendmentCalls } from './calls.amendments.ts';
import { answerCalls } from './calls.answers.ts';
import { byId, next, nothing, type Call } from './call.ts';
import { attachmentCalls } from './calls.attachments.ts';
import { memberCalls } from './calls.members.ts';
import { logCalls } from './calls.log.ts';
import { moderationCalls } from './calls.moderation.ts';
import { jobCalls } from './calls.jobs.ts';
import { taxonomyCalls } from './calls.taxonomies.ts';
import { ofComponents } from './of-components.ts';
import { comment, doIt, type Scene, type Subject } from './scene.ts';

const text = (ja: string) => ({ ja, en: `${ja} (en)` });
const words = (title: string) => ({ title, body: '夏の広場は日差しが強すぎます。', taxonomies: null, locale: 'ja' });
const ask = {
  decided: text('使い方'),
  changeable: text('配置'),
  fixed: text('予算'),
  decider: text('市長'),
  deadline: text('年度末'),
  wanted: text('困りごと'),
  promise: 'INVOLVE',
};

const officeText = (title: string) => ({ title, body: `${title}の文章です。`, locale: 'ja' });
const signed = { reason: '同じ内容だったため', office: '企画課' };

const draft = async ({ city, people, room }: Scene): Promise<Subject> => ({
  id: await city.draft(people.author, room.componentId, { title: `下書き${next()}` }),
});
const published = async ({ city, people, room }: Scene): Promise<Subject> => ({
  id: await city.proposal(people.author, room.componentId, { title: `提案${next()}` }),
});
const invitation = async (scene: Scene): Promise<Subject> => {
  const { id: proposalId = '' } = await published(scene);
  const { people } = scene;
  const { id } = await doIt(
    people.author,
    'inviteCoauthor(id: $id, who: $who)',
    { id: proposalId, who: people.participant.code },
    '$id: ID!, $who: String!',
    '... on ProposalInvitation { id }',
  );
  return { id, proposalId };
};
const followed = async ({ people, proposalId }: Scene): Promise<Subject> => {
  await doIt(people.participant, 'follow(subjectKind: "proposal", subjectId: $id)', { id: proposalId }, '$id: ID!', '... on Followable { id }');
  return { id: proposalId };
};
const joint = async (scene: Scene): Promise<Subject> => {
  const { id, proposalId = '' } = await invitation(scene);
  await doIt(scene.people.participant, 'acceptInvitation(id: $id)', { id }, '$id: ID!', '... on Proposal { id }');
  return { id: proposalId };
};
const said = async ({ people, proposalId }: Scene): Promise<Subject> => ({
  id: await comment(people.author, proposalId, `発言${next()}`),
});
const space = async ({ city, people }: Scene): Promise<Subject> => {
  const made = await city.room(people.staff, 'proposals');
  return { id: made.spaceId, componentId: made.componentId };
};
/** The city with the number of its last change. */
const cityAsItIs = async ({ people }: Scene): Promise<Subject> => ({
  rev: String((await people.staff.run<{ organisation: { rev: number } }>('{ organisation { rev } }')).organisation.rev),
});

const draftSpace = async ({ city, people }: Scene): Promise<Subject> => {
  const made = await city.room(people.staff, 'proposals', { publish: false });
  return { id: made.spaceId, componentId: made.componentId };
};
const editionOf = async ({ people }: Scene, id: string): Promise<number> =>
  (
    await people.staff.run<{ spaceById: { edition: number } }>('query Q($id: ID!) { spaceById(id: $id) { edition } }', {
      id,
    })
  ).spaceById.edition;
const componentEdition = async ({ people }: Scene, id: string): Promise<number> =>
  (
    await people.staff.run<{ component: { edition: number } }>('query Q($id: ID!) { component(id: $id) { edition } }', {
      id,
    })
  ).component.edition;
const versioned =
  (make: (scene: Scene) => Promise<Subject>) =>
  async (scene: Scene): Promise<Subject> => {
    const made = await make(scene);
    return {
      ...made,
      edition: String(await editionOf(scene, made.id ?? '')),
      componentEdition: String(await componentEdition(scene, made.componentId ?? '')),
    };
  };
const archived = async (scene: Scene): Promise<Subject> => {
  const made = await space(scene);
  await doIt(scene.people.staff, 'archiveSpace(id: $id)', made, '$id: ID!', '... on Space { id }');
  return made;
};

const proposals = (subject: Call['subject'], more: Call['variables'] = () => ({})): Call => ({
  subject,
  variables: (scene, ids, who) => ({ id: ids.id, ...more(scene, ids, who) }),
});

/** Every query, mutation and subscription with arguments that make sense. */
export const calls: Readonly<Record<string, Call>> = {
  ...logCalls,
  answers: {},
  answeredProposals: {},
  comment: { variables: ({ commentId }) => ({ id: commentId }) },
  commentVersions: { variables: ({ commentId }) => ({ id: commentId }) },
  comments: { variables: ({ proposalId }) => ({ rootKind: 'proposal', rootId: proposalId }) },
  commentsSince: { variables: ({ proposalId }) => ({ rootKind: 'proposal', rootId: proposalId }) },
  commentsAdded: { variables: ({ proposalId }) => ({ rootKind: 'proposal', rootId: proposalId }) },
  component: { variables: ({ room }) => ({ id: room.componentId }) },
  componentKinds: {},
  contributions: { variables: ({ people }) => ({ code: people.author.code }) },
  desks: {},
  duties: {},
  logKinds: { variables: () => ({ list: 'REGISTER' }) },
  logLines: { variables: () => ({ list: 'ACTIVITY' }) },
  mentionable: {
    variables: ({ proposalId, people }) => ({ rootKind: 'proposal', rootId: proposalId, search: people.author.code }),
  },
  legalPage: {
    subject: async ({ people }) => {
      await doIt(
        people.administrator,
        'publishLegalPage(slug: "terms", title: { ja: "利用規約" }, body: { ja: "本文" })',
        {},
        '',
        '... on LegalPage { slug }',
      );
      return {};
    },
    variables: () => ({ slug: 'terms' }),
  },
  myContributions: {},
  myDeadlines: { subject: invitation },
  invitation: { subject: invitation, variables: byId },
  myProposals: {},
  mySessions: {
    subject: async ({ fort, people }) => {
      await fort.signIn(people.author);
      return {};
    },
  },
  nightlyFiles: {},
  openDataSets: {},
  openNow: {},
  organisation: {},
  outbox: {},
  people: { variables: () => ({ search: '' }) },
  person: { variables: ({ people }) => ({ code: people.author.code }) },
  proposal: { variables: ({ proposalId }) => ({ id: proposalId }) },
  replies: { variables: ({ commentId }) => ({ parentId: commentId }) },
  roleGrants: {},
  space: { variables: ({ room }) => ({ slug: room.slug }) },
  spaceTemplates: {},
  spaceById: { subject: draftSpace, variables: byId },
  spaces: {},
  staffSpaces: {},
  viewer: {},
  followable: { variables: ({ proposalId }) => ({ subjectKind: 'proposal', subjectId: proposalId }) },
  myFollows: { subject: followed },
  myNotices: {},
  follow: { variables: ({ proposalId }) => ({ subjectKind: 'proposal', subjectId: proposalId }) },
  unfollow: { subject: followed, variables: (_, { id }) => ({ subjectId: id }) },
  chooseNotices: { variables: () => ({ frequency: 'WEEKLY' }) },
  subscribeByMail: { variables: ({ room }) => ({ spaceId: room.spaceId, mail: `news${next()}@example.jp` }) },
  // Keys that nobody was given.
  confirmSubscription: { variables: () => ({ id: 'nothing', key: nothing }) },
  stopNotices: { variables: () => ({ id: 'nothing', key: nothing }) },

  addComment: { variables: ({ proposalId }) => ({ rootKind: 'proposal', rootId: proposalId, body: `感想${next()}` }) },
  editComment: { subject: said, variables: (_, { id }) => ({ id, body: `書き直し${next()}` }) },
  deleteComment: { subject: said, variables: byId },
  voteOnComment: { subject: said, variables: (_, { id }) => ({ id, value: 'UP' }) },
  enterProposal: {
    variables: ({ room }) => ({
      componentId: room.componentId,
      input: { ...words(`預かり${next()}`), creditedTo: `名前${next()}`, channel: 'COUNTER' },
    }),
  },
  issuePaperCode: {
    subject: async ({ people, room }) => doIt(
      people.staff, 'enterProposal(componentId: $componentId, input: $input)',
      { componentId: room.componentId, input: { ...words(`控え${next()}`), creditedTo: `控え${next()}`, channel: 'POST' } },
      '$componentId: ID!, $input: ProposalEntryInput!', '... on Proposal { id }',
    ),
    variables: byId,
  },
  // A code that nobody was given.
  findPaperText: { variables: () => ({ slipCode: '22222-22222-22222' }) },
  takeOverProposal: { variables: () => ({ slipCode: '22222-22222-22222' }) },
  distinctSupporters: { variables: ({ proposalId }) => ({ ids: [proposalId] }) },
  mergeProposals: {
    subject: async (scene) => ({ id: (await published(scene)).id ?? '', second: (await published(scene)).id ?? '' }),
    variables: (_, { id, second }) => ({
      ids: [id, second],
      input: { ...officeText(`まとめ${next()}`), ...signed, carry: true },
    }),
  },
  splitProposal: proposals(published, () => ({
    input: { parts: [officeText('一つ目'), officeText('二つ目')], ...signed },
  })),
  undoMerge: {
    subject: async (scene) => {
      const ids = [(await published(scene)).id, (await published(scene)).id];
      const input = { ...officeText(`まとめ${next()}`), ...signed, carry: true };
      const types = '$ids: [ID!]!, $input: MergeInput!';
      const { id } = await doIt(
        scene.people.staff,
        'mergeProposals(ids: $ids, input: $input)',
        { ids, input },
        types,
        '... on Proposal { id }',
      );
      return { id };
    },
    variables: (_, { id }) => ({ id, reason: '別の内容だったため' }),
  },
  undoSplit: {
    subject: async (scene) => {
      const { id = '' } = await published(scene);
      const input = { parts: [officeText('一つ目'), officeText('二つ目')], ...signed };
      await doIt(
        scene.people.staff,
        'splitProposal(id: $id, input: $input)',
        { id, input },
        '$id: ID!, $input: SplitInput!',
        '... on Proposal { id }',
      );
      return { id };
    },
    variables: (_, { id }) => ({ id, reason: '一つの話だったため' }),
  },
  inviteCoauthor: proposals(published, () => ({ who: `friend${next()}@example.jp` })),
  cancelInvitation: { subject: invitation, variables: byId },
  acceptInvitation: { subject: invitation, variables: byId },
  declineInvitation: { subject: invitation, variables: byId },
  leaveProposal: { subject: joint, variables: byId },
  importProposals: { variables: ({ room }) => ({ componentId: room.componentId, dryRun: true }) },
  draftProposal: { variables: ({ room }) => ({ componentId: room.componentId, input: words(`下書き${next()}`) }) },
  saveProposal: proposals(draft, () => ({ input: words(`続き${next()}`) })),
  discardProposal: proposals(draft),
  publishProposal: proposals(draft),
  editProposal: proposals(published, () => ({ input: words(`直し${next()}`) })),
  withdrawProposal: proposals(published),
  supportProposal: proposals(published),
  retractSupport: {
    subject: async (scene) => {
      const { id = '' } = await published(scene);
      for (const who of [
        'participant',
        'other',
        'author',
        'moderator',
        'staffElsewhere',
        'staff',
        'administrator',
      ] as const) {
        await doIt(scene.people[who], 'supportProposal(id: $id)', { id }, '$id: ID!', '... on Proposal { id }');
      }
      return { id };
    },
    variables: byId,
  },

  draftSpaceFromTemplate: { variables: () => ({ template: 'ideas' }) },
  draftSpace: {
    variables: () => ({ input: { slug: `new-space-${next()}`, title: text('広場'), summary: text('これから') } }),
  },
  editSpace: {
    subject: versioned(space),
    variables: (_, { id, edition }) => ({ id, edition: Number(edition), input: { title: text(`広場${next()}`), ask } }),
  },
  setSpaceVisibility: {
    subject: versioned(space),
    variables: (_, { id, edition }) => ({ id, edition: Number(edition), visibility: 'MEMBERS_ACT' }),
  },
  setPhases: {
    subject: versioned(draftSpace),
    variables: (_, { id, edition }) => ({
      id,
      edition: Number(edition),
      phases: [
        {
          key: `phase-${next()}`,
          title: text('期間'),
          text: text('説明'),
          opensAt: '2026-12-01T00:00:00.000Z',
          closesAt: '2026-12-20T00:00:00.000Z',
          allows: [],
        },
      ],
    }),
  },
  publishSpace: { subject: draftSpace, variables: byId },
  archiveSpace: { subject: space, variables: byId },
  setSpaceHero: {
    subject: versioned(space),
    variables: (_, { id, edition }) => ({ id, edition: Number(edition), decorative: false, alt: text('木陰') }),
  },
  removeSpaceHero: { subject: versioned(space), variables: (_, { id, edition }) => ({ id, edition: Number(edition) }) },
  reopenSpace: { subject: archived, variables: byId },
  copySpace: { subject: space, variables: (_, { id }) => ({ id, days: 7, slug: `copy-${next()}` }) },
  orderComponents: {
    subject: async (scene) => {
      const made = await space(scene);
      const second = await doIt(
        scene.people.staff,
        'placeComponent(spaceId: $id, manifest: "proposals", input: { title: { ja: "二つ目" } })',
        { id: made.id },
        '$id: ID!',
        '... on PlacedComponent { id }',
      );
      return { ...made, second: second.id };
    },
    variables: (_, { id, componentId, second }) => ({ spaceId: id, ids: [second, componentId] }),
  },
  placeComponent: {
    subject: space,
    variables: (_, { id }) => ({
      spaceId: id,
      manifest: 'proposals',
      input: { title: text('募集'), intro: text('案内'), settings: [{ key: 'titleMax', value: '100' }] },
    }),
  },
  editComponent: {
    subject: versioned(space),
    variables: (_, { componentId, componentEdition: edition }) => ({
      id: componentId,
      edition: Number(edition),
      input: { title: text(`募集${next()}`) },
    }),
  },
  publishComponent: {
    subject: async (scene) => {
      const made = await space(scene);
      await doIt(
        scene.people.staff,
        'unpublishComponent(id: $id)',
        { id: made.componentId },
        '$id: ID!',
        '... on PlacedComponent { id }',
      );
      return { id: made.componentId ?? '' };
    },
    variables: byId,
  },
  unpublishComponent: { subject: space, variables: (_, { componentId }) => ({ id: componentId }) },
  editOrganisation: {
    subject: cityAsItIs,
    variables: (_, { rev }) => ({ rev: Number(rev), input: { greeting: text(`ようこそ${next()}`) } }),
  },
  setOrganisationLogo: { subject: cityAsItIs, variables: (_, { rev }) => ({ rev: Number(rev) }) },
  removeOrganisationLogo: { subject: cityAsItIs, variables: (_, { rev }) => ({ rev: Number(rev) }) },
  setUpOrganisation: { variables: () => ({ key: nothing, input: { greeting: text('ようこそ') } }) },
  publishLegalPage: { variables: () => ({ slug: 'privacy', title: text('個人情報'), body: text(`第${next()}版`) }) },

  ...amendmentCalls,
  ...jobCalls,
  ...answerCalls,
  ...attachmentCalls,
  ...taxonomyCalls,
  ...memberCalls,
  ...moderationCalls,
  ...Object.assign({}, ...ofComponents.map((given) => given.calls)),
  ...accountCalls,
};
