import { defineComponent, type ComponentFacts, type SettingsOf, type Situation } from '@hiroba/kernel';

/** Questions that are discussed in comments, and what was concluded from them. */
export const debates = defineComponent({
  name: 'debates',
  actions: ['create', 'comment'],
  resources: ['Debate'],
  settings: [
    { key: 'guide', group: 'writing', type: 'LOCALIZED', max: 2_000, default: {} },
    { key: 'debateLimit', group: 'writing', type: 'INTEGER', min: 0, max: 100, default: 3 },
    { key: 'drafts', group: 'writing', type: 'INTEGER', min: 1, max: 50, default: 5 },
    { key: 'days', group: 'times', type: 'INTEGER', min: 1, max: 365, default: 30 },
    { key: 'conclusionDays', group: 'times', type: 'INTEGER', min: 1, max: 365, default: 30 },
    { key: 'commentVotes', group: 'comments', type: 'CHOICE', options: ['NONE', 'UP', 'UP_DOWN'], default: 'UP' },
    { key: 'commentLength', group: 'comments', type: 'INTEGER', min: 1, max: 10_000, default: 1_000 },
  ],
});

/** The settings of a placed debates component. */
export type DebatesSettings = SettingsOf<typeof debates>;

/** Where a debate lives: a component with its settings. */
export type DebatesPlace = ComponentFacts & { readonly settings: DebatesSettings };

/** Who, when and where, for the rules of debates. */
export type DebatesSituation = Situation<DebatesPlace>;
