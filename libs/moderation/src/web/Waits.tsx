import { DateTime, Notice, useT } from '@hiroba/ui';
import { HOURS_TO_LOOK } from '../domain/hours-to-look.ts';

interface WaitsProps {
  /** What it is: `comment`, `proposal`, `debate`. */
  readonly kind: string;
  readonly waitsUntil: string;
  /** Whether its text stands beside it for this reader. */
  readonly readable: boolean;
  readonly level: 2 | 3;
}

/** That a text waits until somebody has looked at it, and for its author until when. */
export function Waits({ kind, waitsUntil, readable, level }: WaitsProps) {
  const t = useT();
  return (
    <Notice level={level} title={t(`moderation.waits.${kind}`)}>
      <p>{readable ? t('moderation.waits.mine', { hours: HOURS_TO_LOOK }) : t('moderation.waits.others')}</p>
      {readable ? (
        <p>
          {t('moderation.waits.until')}
          {'　'}
          <DateTime at={waitsUntil} />
        </p>
      ) : null}
    </Notice>
  );
}
