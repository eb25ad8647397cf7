import { useId } from 'react';
import { useT } from './i18n.tsx';

interface MeterProps {
  readonly value: number;
  /** The number that obliges an answer. */
  readonly threshold: number;
}

/** How many supports there are, and how many oblige the city to answer; the words say all that the bar shows. */
export function Meter({ value, threshold }: MeterProps) {
  const t = useT();
  const id = useId();
  const left = threshold - value;
  return (
    <div className="grid gap-1">
      <p id={id} className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-700">{t('ui.meter.supports', { count: value })}</span>
        <span className="text-ink-soft text-dns-14N-130">
          {left > 0 ? t('ui.meter.left', { left }) : t('ui.meter.reached', { threshold })}
        </span>
      </p>
      <progress className="meter" aria-labelledby={id} max={threshold} value={Math.min(value, threshold)} />
    </div>
  );
}
