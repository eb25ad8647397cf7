import { useEffect, useState } from 'react';
import { useT } from '@hiroba/ui';
import { yen } from './money.ts';

interface BallotProgressProps {
  /** Under which this person's unfinished ballot stays on their device. */
  readonly storeKey: string;
  readonly budget: string | null;
  readonly points: number | null;
}

interface Chosen {
  readonly spent: number;
  readonly points: number;
  readonly any: boolean;
}

const formOf = (): HTMLFormElement | null => document.querySelector('fieldset#main-ballot')?.closest('form') ?? null;

const filled = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]) => (name.startsWith('ballot') && typeof value === 'string' && value !== '' ? [[name, value] as [string, string]] : []));

function chosenIn(form: HTMLFormElement): Chosen {
  const ticked = [...form.querySelectorAll<HTMLInputElement>('input[data-cost]:checked')];
  const numbers = [...form.querySelectorAll<HTMLInputElement>('input[name^="ballot."]')].map(({ value }) => Number(value.normalize('NFKC')) || 0);
  return { spent: ticked.reduce((sum, { dataset }) => sum + Number(dataset.cost), 0), points: numbers.reduce((sum, n) => sum + n, 0), any: filled(form).length > 0 };
}

/** Puts an unfinished ballot back as it was left. */
function restore(form: HTMLFormElement, kept: readonly (readonly [string, string])[]): void {
  for (const [name, value] of kept) {
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)) {
      if (field instanceof HTMLInputElement && field.type !== 'text') field.checked ||= field.value === value;
      else field.value = value;
    }
  }
}

/** What is left of the budget or the points while somebody chooses, and that nothing is cast yet; the unfinished ballot stays on the device. */
export function BallotProgress({ storeKey, budget, points }: BallotProgressProps) {
  const t = useT();
  const [chosen, setChosen] = useState<Chosen>({ spent: 0, points: 0, any: false });
  useEffect(() => {
    const form = formOf();
    if (!form) return undefined;
    try {
      restore(form, JSON.parse(sessionStorage.getItem(storeKey) ?? '[]') as [string, string][]);
    } catch {
      // A browser that keeps nothing shows an empty paper.
    }
    const look = () => {
      setChosen(chosenIn(form));
      try {
        sessionStorage.setItem(storeKey, JSON.stringify(filled(form)));
      } catch {
        // It is filled in anew next time.
      }
    };
    look();
    form.addEventListener('input', look);
    return () => form.removeEventListener('input', look);
  }, [storeKey]);
  const over = (budget !== null && chosen.spent > Number(budget)) || (points !== null && chosen.points > points);
  return (
    <div className="grid gap-2">
      {budget === null ? null : (
        <>
          <p aria-live="polite" className={over ? 'text-error font-700' : 'font-700'}>{t('votes.budget.spent', { spent: yen(String(chosen.spent)), budget: yen(budget) })}</p>
          <progress className="meter" max={Number(budget)} value={Math.min(chosen.spent, Number(budget))} aria-label={t('votes.budget.bar')} />
        </>
      )}
      {points === null ? null : <p aria-live="polite" className={over ? 'text-error font-700' : 'font-700'}>{t('votes.points.left', { left: points - chosen.points })}</p>}
      {over ? <p>{t('votes.budget.over')}</p> : null}
    </div>
  );
}
