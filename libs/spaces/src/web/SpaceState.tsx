import { StateBadge, useT, type Tone } from '@hiroba/ui';
import type { SpaceState as State, SpaceTime } from './gql/graphql.ts';

const tones: Readonly<Record<SpaceTime, Tone>> = { OPEN: 'open', UPCOMING: 'waiting', ENDED: 'over' };

/** When a space stands, in an icon, a word and a colour; a draft or an archived one says that first. */
export function SpaceState({ state, time }: { state: State; time: SpaceTime }) {
  const t = useT();
  if (state === 'PUBLISHED') return <StateBadge tone={tones[time]}>{t(`spaces.time.${time}`)}</StateBadge>;
  return <StateBadge tone={state === 'DRAFT' ? 'draft' : 'over'}>{t(`spaces.state.${state}`)}</StateBadge>;
}
