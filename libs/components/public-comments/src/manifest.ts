import { defineComponent, type ComponentFacts, type SettingsOf, type Situation } from '@hiroba/kernel';

/** Calls for opinions on a draft plan, by procedure: each answered point by point. */
export const publicComments = defineComponent({
  name: 'public-comments',
  actions: ['comment'],
  resources: ['Round'],
  settings: [
    { key: 'profile', group: 'procedure', type: 'CHOICE', options: ['STRICT', 'MUNICIPAL', 'VOLUNTARY'], default: 'MUNICIPAL' },
    { key: 'ordinance', group: 'procedure', type: 'TEXT', max: 200, default: '' },
    { key: 'minDays', group: 'times', type: 'INTEGER', min: 0, max: 90, default: 0 },
    { key: 'responseWeeks', group: 'times', type: 'INTEGER', min: 0, max: 52, default: 0 },
    { key: 'tailDays', group: 'times', type: 'INTEGER', min: 0, max: 60, default: 0 },
  ],
});

/** The settings of a place for rounds. */
export type PublicCommentsSettings = SettingsOf<typeof publicComments>;

/** Where a round lives: a component with its settings. */
export type PublicCommentsPlace = ComponentFacts & { readonly settings: PublicCommentsSettings };

/** Who, when and where, for the rules of rounds. */
export type PublicCommentsSituation = Situation<PublicCommentsPlace>;
