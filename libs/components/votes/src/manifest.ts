import { areaProblem } from '@hiroba/places';
import { defineComponent, type ComponentFacts, type SettingsOf, type Situation } from '@hiroba/kernel';

/** Questions that are voted on. Their own dates open and close them: what was announced must not move with a phase. */
export const votes = defineComponent({
  name: 'votes',
  actions: [],
  resources: ['Vote'],
  settings: [
    { key: 'noticeDays', group: 'times', type: 'INTEGER', min: 0, max: 90, default: 7 },
    { key: 'objectionDays', group: 'times', type: 'INTEGER', min: 3, max: 60, default: 7 },
    { key: 'area', group: 'places', type: 'TEXT', max: 20_000, check: areaProblem, default: '' },
  ],
});

/** The settings of a placed votes component. */
export type VotesSettings = SettingsOf<typeof votes>;

/** Where a vote lives: a component with its settings. */
export type VotesPlace = ComponentFacts & { readonly settings: VotesSettings };

/** Who, when and where, for the rules of votes. */
export type VotesSituation = Situation<VotesPlace>;
