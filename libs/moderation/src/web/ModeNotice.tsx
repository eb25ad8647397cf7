import { DateTime, Notice, useT } from '@hiroba/ui';
import { HOURS_TO_LOOK } from '../domain/hours-to-look.ts';

interface ModeNoticeProps {
  /** How new texts of the place come before everybody. */
  readonly modes:
    { readonly mode: string; readonly wave: string | null; readonly waveUntil: string | null } | null | undefined;
}

/** What whoever writes in a place should know: that texts are read before they are shown, or not taken at all, and until when. */
export function ModeNotice({ modes }: ModeNoticeProps) {
  const t = useT();
  if (!modes) return null;
  const { mode, wave, waveUntil } = modes;
  const said = [mode, ...(wave && wave !== mode ? [wave] : [])].filter((one) => one !== 'POST');
  if (said.length === 0) return null;
  const isClosed = said.includes('CLOSED');
  return (
    <Notice title={t(isClosed ? 'moderation.modeNotice.closed' : 'moderation.modeNotice.title')}>
      {(isClosed ? ['CLOSED'] : said).map((one) => (
        <p key={one}>{t(`moderation.modeNotice.${one}`, { hours: HOURS_TO_LOOK })}</p>
      ))}
      {waveUntil ? (
        <p>
          {t('moderation.modeNotice.until')}
          {'　'}
          <DateTime at={waveUntil} />
        </p>
      ) : null}
    </Notice>
  );
}
