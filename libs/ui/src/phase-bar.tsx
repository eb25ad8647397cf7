import { formatDate, formatDeadline, nextBoundary, phaseStatus, type PhaseStatus } from '@hiroba/kernel';
import { useLocale, useT } from './i18n.tsx';
import { Icon, type IconName } from './icon.tsx';
import { useNow } from './situation.tsx';
import { useSite } from './site.tsx';

/** A phase as the bar shows it. */
export interface ShownPhase {
  readonly key: string;
  readonly name: string;
  readonly lang?: string;
  readonly opensAt: Date | string;
  readonly closesAt?: Date | string | null;
}

const icons: Readonly<Record<PhaseStatus, IconName>> = { PAST: 'check', OPEN: 'circle', UPCOMING: 'clock' };

/** The phases of a space with their dates, and where it is now. */
export function PhaseBar({ phases }: { phases: readonly ShownPhase[] }) {
  const t = useT();
  const locale = useLocale();
  const { timeZone } = useSite();
  const dated = phases.map((phase) => ({
    ...phase, opensAt: new Date(phase.opensAt), closesAt: phase.closesAt ? new Date(phase.closesAt) : null,
  }));
  const now = useNow((at) => nextBoundary(dated, at));
  return (
    <ol className="phase-bar" aria-label={t('ui.phases')}>
      {dated.map((phase) => {
        const status = phaseStatus(phase, now);
        return (
          <li key={phase.key} data-status={status} aria-current={status === 'OPEN' ? 'step' : undefined}>
            <span className="phase-status">
              <Icon name={icons[status]} />
              {t(`ui.phase.${status}`)}
            </span>
            <span className="phase-name" lang={phase.lang}>{phase.name}</span>
            <span className="text-ink-soft">
              <time dateTime={phase.opensAt.toISOString()}>
                {t('ui.phase.from', { date: formatDate(phase.opensAt, timeZone, locale) })}
              </time>
              {phase.closesAt ? (
                <time className="block" dateTime={phase.closesAt.toISOString()}>
                  {formatDeadline(phase.closesAt, timeZone, locale)}
                </time>
              ) : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
