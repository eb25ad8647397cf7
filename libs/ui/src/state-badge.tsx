import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** How a state stands: going on, waiting, well ended, refused, over, not begun. */
export type Tone = 'open' | 'waiting' | 'done' | 'refused' | 'over' | 'draft';

const icons: Readonly<Record<Tone, IconName>> = {
  open: 'circle', waiting: 'clock', done: 'check', refused: 'cross', over: 'lock', draft: 'draft',
};

interface StateBadgeProps {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A state in an icon, a word and a colour, in that order of weight. */
export const StateBadge = ({ tone, icon, children }: StateBadgeProps) => (
  <span className={`badge badge-${tone}`}>
    <Icon name={icon ?? icons[tone]} />
    {children}
  </span>
);
