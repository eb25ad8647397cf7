import { Suspense, type ToggleEvent } from 'react';
import { useFetcher } from 'react-router';
import { Disclosure, links, TextLink, useLocale, useT } from '@hiroba/ui';
import { Checked } from './checking/late.ts';
import type { loader } from './LogHistoryPage.tsx';

interface RecordMarkProps {
  /** What it is: `proposal`, `debate`. */
  readonly kind: string;
  readonly id: string;
  /** The number of its newest entry; none where the public log has none yet. */
  readonly number: number | null | undefined;
}

/** Says that a thing is on record; whoever opens it has the newest entry checked in the browser at once, and the way to all of them. */
export function RecordMark({ kind, id, number }: RecordMarkProps) {
  const t = useT();
  const to = links(useLocale()).log('of', kind, id);
  const { data, load } = useFetcher<typeof loader>();
  if (number === null || number === undefined) return null;
  const open = ({ newState }: ToggleEvent<HTMLDetailsElement>) => {
    if (newState === 'open' && !data) void load(to);
  };
  return (
    <Disclosure summary={t('transparency.mark.recorded', { number: String(number) })} onToggle={open}>
      {data?.newest && data.proof && data.vkey ? (
        <Suspense>
          <Checked leaf={data.newest.leaf} proof={data.proof} vkeys={[data.vkey]} />
        </Suspense>
      ) : null}
      <p>
        <TextLink to={to}>{t('transparency.mark.all')}</TextLink>
      </p>
    </Disclosure>
  );
}
