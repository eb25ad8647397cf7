import { Icon, useT, type IconName } from '@hiroba/ui';
import type { Side } from '../domain/discussion.ts';

const icons = { FOR: 'plus', NEUTRAL: 'circle', AGAINST: 'minus' } as const satisfies Record<Side, IconName>;

/** The side a comment takes: in words, then by sign and colour. */
export function SideBadge({ side }: { side: Side }) {
  const t = useT();
  return (
    <span className={`badge side-${side.toLowerCase()}`}>
      <Icon name={icons[side]} />
      {t(`comments.side.${side}`)}
    </span>
  );
}
