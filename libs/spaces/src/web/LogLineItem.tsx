import { formatDateTime } from '@hiroba/kernel';
import { DateTime, links, TextLink, useLocale, useSite, useT } from '@hiroba/ui';
import type { LogLineItemFragment } from './gql/graphql.ts';

/** A log entry in a list: when, who, what was done to what, and the way to its record. */
export function LogLineItem({ line, list }: { line: LogLineItemFragment; list: 'ACTIVITY' | 'REGISTER' }) {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const { timeZone } = useSite();
  const { id, at, act, reason, within } = line;
  const when = formatDateTime(new Date(at), timeZone, locale);
  return (
    <li className="grid gap-1 border-t border-line py-4">
      <span className="text-ink-soft">
        <DateTime at={at} />
      </span>
      <span>
        {list === 'REGISTER' || line.actor === 'STAFF' || line.actor === 'MODERATOR' ? (
          <>
            <Actor line={line} />
            {'　'}
          </>
        ) : null}
        <span className="font-700">{act}</span>
      </span>
      <About line={line} />
      <span className="flex flex-wrap gap-x-6 gap-y-1 text-ink-soft">
        {reason ? <span>{t('spaces.lines.reason', { reason })}</span> : null}
        {within ? <span lang={within.lang === locale ? undefined : within.lang}>{within.text}</span> : null}
        <a className="link" href={to.record(id)} aria-label={t('spaces.lines.entryOf', { act, at: when })}>
          {t('spaces.lines.entry')}
        </a>
      </span>
    </li>
  );
}

/** Who acted: an office where one signed, otherwise a role; never a name. */
export function Actor({ line: { office, actor } }: { line: Pick<LogLineItemFragment, 'office' | 'actor'> }) {
  const t = useT();
  const locale = useLocale();
  if (office) return <span lang={office.lang === locale ? undefined : office.lang}>{office.text}</span>;
  return actor ? <span>{t(`spaces.lines.by.${actor}`)}</span> : null;
}

/** What the act is about, or that it is no longer to be read. */
export function About({ line: { title, path, gone } }: { line: Pick<LogLineItemFragment, 'title' | 'path' | 'gone'> }) {
  const t = useT();
  const locale = useLocale();
  if (gone) return <span className="text-ink-soft">{t('spaces.lines.gone')}</span>;
  if (!title) return null;
  const lang = title.lang === locale ? undefined : title.lang;
  return path ? (
    <TextLink to={links(locale).below(path)} lang={lang}>
      {title.text}
    </TextLink>
  ) : (
    <span lang={lang}>{title.text}</span>
  );
}
