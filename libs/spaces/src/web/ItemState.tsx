import { StateBadge, useT, type Tone } from '@hiroba/ui';
import { Said, type SaidWords } from './Said.tsx';

interface ItemStateProps {
  readonly manifest: string;
  readonly state: string;
  readonly stateWords?: SaidWords | null | undefined;
  readonly tone: string;
}

/** Where something stands: in the city's own words where it has some, else in those of its library. */
export function ItemState({ manifest, state, stateWords, tone }: ItemStateProps) {
  const t = useT();
  return (
    <StateBadge tone={tone.toLowerCase() as Tone}>
      {stateWords ? <Said words={stateWords} /> : t(`${manifest}.state.${state}`)}
    </StateBadge>
  );
}
