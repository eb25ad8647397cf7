import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Button, Disclosure, TextLink, useT } from '@hiroba/ui';
import { Choice } from './ListChoices.tsx';
import type { LogLinesShown } from './log-lines.ts';
import { useWords } from './words.ts';

interface NarrowingProps extends Pick<LogLinesShown, 'kind' | 'kinds' | 'spaces'> {
  readonly space: { readonly slug: string } | null | undefined;
  /** The days as they were typed. */
  readonly days: readonly string[];
  /** The way to the whole list. */
  readonly all: string;
  /** The fields of the days, and what else the address keeps. */
  readonly children: ReactNode;
}

/** What a list of log entries is narrowed to, as a form that is an address. */
export function Narrowing({ kind, kinds, space, spaces, days, all, children }: NarrowingProps) {
  const t = useT();
  const words = useWords();
  const isNarrowed = Boolean(kind ?? space ?? (days.join('') || null));
  return (
    <Disclosure summary={t('spaces.lines.filter')} open={isNarrowed}>
      <Form method="get" className="grid grid-cols-1 gap-4 sm:grid-cols-2" key={[kind, space?.slug, ...days].join(' ')}>
        <Choice
          name="kind"
          label={t('spaces.lines.kind')}
          none={t('spaces.lines.kind.all')}
          chosen={kind}
          options={kinds.map((one) => ({ value: one.kind, label: one.name }))}
        />
        <Choice
          name="space"
          label={t('spaces.lines.space')}
          none={t('spaces.lines.space.all')}
          chosen={space?.slug ?? null}
          options={spaces.map(({ slug, title }) => ({ value: slug, label: words(title).text }))}
        />
        {children}
        <p className="flex flex-wrap items-center gap-x-6 gap-y-2 sm:col-span-2">
          <Button weight="secondary">{t('spaces.lines.filter.go')}</Button>
          {isNarrowed ? <TextLink to={all}>{t('spaces.lines.filter.all')}</TextLink> : null}
        </p>
      </Form>
    </Disclosure>
  );
}
