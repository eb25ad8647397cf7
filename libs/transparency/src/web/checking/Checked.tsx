import { useEffect, useState } from 'react';
import { Icon, useT } from '@hiroba/ui';
import { bytesOf } from '../../domain/bytes.ts';
import type { Check, Verdict } from '../../domain/evidence.ts';
import { checkProof } from './check-proof.ts';

interface CheckedProps {
  /** The exact text of the entry. */
  readonly leaf: string;
  readonly proof?: string | null | undefined;
  readonly receipt?: string | null | undefined;
  /** The keys that are believed. */
  readonly vkeys: readonly string[];
}

/** A proof, checked in the browser of whoever looks, with the result in words; without JavaScript the sentence that it needs it. */
export function Checked({ leaf, proof, receipt, vkeys }: CheckedProps) {
  const t = useT();
  const [verdict, setVerdict] = useState<Verdict>();
  const keys = vkeys.join('\n');
  useEffect(() => {
    let wanted = true;
    const evidence = { leaf: bytesOf(leaf), proof: proof ?? undefined, receipt: receipt ?? undefined };
    void checkProof(evidence, keys.split('\n')).then((found) => {
      if (wanted) setVerdict(found);
    });
    return () => {
      wanted = false;
    };
  }, [leaf, proof, receipt, keys]);
  return (
    <div role="status" data-checked={verdict?.state} className="min-h-32">
      <noscript>
        <p className="measure">{t('transparency.check.noScript')}</p>
      </noscript>
      {verdict ? <Found verdict={verdict} /> : null}
    </div>
  );
}

function Found({ verdict: { state, place, checks } }: { verdict: Verdict }) {
  const t = useT();
  const isBad = state === 'FAILED';
  const shown = isBad ? checks.filter(({ problem }) => problem !== undefined) : checks;
  return (
    <div className={`notice notice-${isBad ? 'error' : state === 'RECORDED' ? 'success' : 'info'}`}>
      <Icon name={isBad ? 'error' : state === 'RECORDED' ? 'check' : 'info'} className="notice-icon" />
      <div className="grid gap-2 min-w-0">
        <h3 className="heading-4">{t('transparency.check.title')}</h3>
        <p className="font-700">{t(`transparency.check.state.${state}`)}</p>
        {place ? (
          <p>{t('transparency.check.place', { index: String(place.index), size: String(place.size) })}</p>
        ) : null}
        <ul className="list-disc pl-6">
          {shown.map((check) => (
            <li key={`${check.of} ${check.name ?? ''}`}>
              <Said check={check} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Said({ check: { of, name = '', problem } }: { check: Check }) {
  const t = useT();
  if (problem === undefined) return t(`transparency.check.good.${of}`, { name });
  return (
    <>
      {t(`transparency.check.bad.${of}`, { name })} <code>{problem}</code>
    </>
  );
}
