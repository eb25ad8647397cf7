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
    { key: 'titleMax', type: 'INTEGER', min: 10, max: 150, default: 150 },
    { key: 'bodyMax', type: 'INTEGER', min: 100, max: 20_000, default: 2_000 },
    { key: 'guide', type: 'LOCALIZED', max: 2_000, default: {} },
    { key: 'bodyTemplate', type: 'LOCALIZED', max: 2_000, default: {} },
    { key: 'kinds', type: 'CHOICE', options: ['OFF', 'NEED', 'POLICY', 'BOTH'], default: 'OFF' },
    { key: 'taxonomies', type: 'SEVERAL', of: 'taxonomies', max: 10, default: [] },
    { key: 'requiredTaxonomies', type: 'SEVERAL', of: 'taxonomies', max: 10, default: [] },
    { key: 'proposalLimit', type: 'INTEGER', min: 0, max: 1_000, default: 0 },
    { key: 'drafts', type: 'INTEGER', min: 1, max: 50, default: 5 },
    { key: 'editWindow', type: 'CHOICE', options: ['MINUTES', 'UNTIL_ANSWERED'], default: 'MINUTES' },
    { key: 'editMinutes', type: 'INTEGER', min: 0, max: 43_200, default: 30 },
    { key: 'coauthors', type: 'INTEGER', min: 0, max: 10, default: 10 },
    { key: 'supportsPerPerson', type: 'INTEGER', min: 0, max: 1_000, default: 0 },
    { key: 'minimumSupports', type: 'INTEGER', min: 0, max: 100, default: 0, lock: supportsLock },
    { key: 'threshold', type: 'INTEGER', min: 0, max: 1_000_000, default: 0 },
    { key: 'answerDays', type: 'INTEGER', min: 1, max: 365, default: 30 },
    { key: 'answerStatuses', type: 'ROWS', max: 12, fits: isStatus, default: defaultStatuses, lock: statusLock },
    { key: 'costs', type: 'BOOLEAN', default: false },
    { key: 'answerPublication', type: 'CHOICE', options: ['AT_ONCE', 'AT_TIME', 'BATCH'], default: 'AT_ONCE' },
    { key: 'showCounts', type: 'CHOICE', options: ['ALWAYS', 'AFTER_OWN', 'AFTER_PHASE'], default: 'ALWAYS' },
    { key: 'defaultSort', type: 'CHOICE', options: ['BY_PHASE', 'RANDOM', 'SUPPORTED', 'NEWEST', 'COMMENTED', 'ANSWERED'], default: 'BY_PHASE' },
    { key: 'similarCheck', type: 'BOOLEAN', default: true },
    { key: 'amendments', type: 'CHOICE', options: ['OFF', 'ALL', 'CONCERNED'], default: 'OFF' },
    { key: 'attachments', type: 'BOOLEAN', default: false },
    ...spotSettings,
    ...commentSettings,
  ],
});

/** The settings of a placed proposals component. */
export type ProposalsSettings = SettingsOf<typeof proposals>;

/** Where a proposal lives: a component with its settings. */
export type ProposalsPlace = ComponentFacts & { readonly settings: ProposalsSettings };

/** Who, when and where, for the rules of proposals. */
export type ProposalsSituation = Situation<ProposalsPlace>;
