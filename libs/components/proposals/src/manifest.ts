import { commentSettings } from '@hiroba/comments';
import { spotSettings } from '@hiroba/places';
import { defineComponent, type ComponentFacts, type SettingsOf, type Situation } from '@hiroba/kernel';
import { defaultStatuses, isStatus, statusLock, supportsLock } from './domain/answer.ts';

/** Ideas put forward by citizens, supported by others, answered by the city. */
export const proposals = defineComponent({
  name: 'proposals',
  actions: ['create', 'support', 'comment', 'voteComment', 'amend'],
  resources: ['Proposal'],
  settings: [
    { key: 'guide', group: 'writing', type: 'LOCALIZED', max: 2_000, default: {} },
    { key: 'bodyTemplate', group: 'writing', type: 'LOCALIZED', max: 2_000, default: {} },
    { key: 'titleMax', group: 'writing', type: 'INTEGER', min: 10, max: 150, default: 150 },
    { key: 'bodyMax', group: 'writing', type: 'INTEGER', min: 100, max: 20_000, default: 2_000 },
    { key: 'kinds', group: 'writing', type: 'CHOICE', options: ['OFF', 'NEED', 'POLICY', 'BOTH'], default: 'OFF' },
    { key: 'attachments', group: 'writing', type: 'BOOLEAN', default: false },
    { key: 'similarCheck', group: 'writing', type: 'BOOLEAN', default: true },
    { key: 'supportsPerPerson', group: 'supports', type: 'INTEGER', min: 0, max: 1_000, default: 0 },
    { key: 'minimumSupports', group: 'supports', type: 'INTEGER', min: 0, max: 100, default: 0, lock: supportsLock },
    { key: 'showCounts', group: 'supports', type: 'CHOICE', options: ['ALWAYS', 'AFTER_OWN', 'AFTER_PHASE'], default: 'ALWAYS' },
    { key: 'defaultSort', group: 'supports', type: 'CHOICE', options: ['BY_PHASE', 'RANDOM', 'SUPPORTED', 'NEWEST', 'COMMENTED', 'ANSWERED'], default: 'BY_PHASE' },
    { key: 'threshold', group: 'answers', type: 'INTEGER', min: 0, max: 1_000_000, default: 0 },
    { key: 'answerDays', group: 'answers', type: 'INTEGER', min: 1, max: 365, default: 30 },
    { key: 'answerStatuses', group: 'answers', type: 'ROWS', max: 12, fits: isStatus, default: defaultStatuses, lock: statusLock },
    { key: 'costs', group: 'answers', type: 'BOOLEAN', default: false },
    { key: 'answerPublication', group: 'answers', type: 'CHOICE', options: ['AT_ONCE', 'AT_TIME', 'BATCH'], default: 'AT_ONCE' },
    { key: 'taxonomies', group: 'filing', type: 'SEVERAL', of: 'taxonomies', max: 10, default: [] },
    { key: 'requiredTaxonomies', group: 'filing', type: 'SEVERAL', of: 'taxonomies', max: 10, default: [] },
    ...spotSettings,
    { key: 'proposalLimit', group: 'limits', type: 'INTEGER', min: 0, max: 1_000, default: 0 },
    { key: 'drafts', group: 'limits', type: 'INTEGER', min: 1, max: 50, default: 5 },
    { key: 'coauthors', group: 'limits', type: 'INTEGER', min: 0, max: 10, default: 10 },
    { key: 'editWindow', group: 'limits', type: 'CHOICE', options: ['MINUTES', 'UNTIL_ANSWERED'], default: 'MINUTES' },
    { key: 'editMinutes', group: 'limits', type: 'INTEGER', min: 0, max: 43_200, default: 30 },
    { key: 'amendments', group: 'limits', type: 'CHOICE', options: ['OFF', 'ALL', 'CONCERNED'], default: 'OFF' },
    ...commentSettings,
  ],
});

/** The settings of a placed proposals component. */
export type ProposalsSettings = SettingsOf<typeof proposals>;

/** Where a proposal lives: a component with its settings. */
export type ProposalsPlace = ComponentFacts & { readonly settings: ProposalsSettings };

/** Who, when and where, for the rules of proposals. */
export type ProposalsSituation = Situation<ProposalsPlace>;
