import { About } from '@hiroba/spaces/web';
import { DateTime, links, TextLink, useLocale, useT } from '@hiroba/ui';
import type { LogItemFragment } from './gql/graphql.ts';

interface LogItemProps {
  readonly entry: LogItemFragment;
  readonly plain?: boolean;
  /** Leads to the receipt instead of to the entry. */
  readonly receipt?: boolean;
}

/** An entry in a list: when, who did what to what, where, and the way to its proof. */
export function LogItem({ entry, plain, receipt }: LogItemProps) {
  const t = useT();
  const locale = useLocale();
  const { at, said, reason, within, number } = entry;
  return (
    <li className="grid gap-1 border-t border-line py-4">
      <span className="flex flex-wrap gap-x-4 text-ink-soft">
        <DateTime at={at} />
        {number === null || number === undefined ? <span>{t('transparency.log.waits')}</span> : null}
      </span>
      <span className="font-700">{said}</span>
      {plain ? null : <About line={entry} />}
      <span className="flex flex-wrap gap-x-6 gap-y-1 text-ink-soft">
        {reason ? <span>{t('spaces.lines.reason', { reason })}</span> : null}
        {within && !plain ? <span lang={within.lang === locale ? undefined : within.lang}>{within.text}</span> : null}
        {receipt ? (
          <TextLink to={links(locale).receipt(entry.id)}>{t('transparency.receipts.open')}</TextLink>
        ) : typeof number === 'number' ? (
          <TextLink to={links(locale).log(String(number))}>
            {t('transparency.log.entryLink', { number: String(number) })}
          </TextLink>
        ) : null}
      </span>
    </li>
  );
}
