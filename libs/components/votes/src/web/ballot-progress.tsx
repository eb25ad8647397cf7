import { useEffect, useState } from 'react';
import { useT } from '@hiroba/ui';
import { yen } from './money.ts';

/** How much of a ballot is filled in. */
export interface Filled {
  readonly spent: number;
  readonly points: number;
  readonly many: number;
}

export interface BallotProgressProps {
  /** Under which this person's unfinished ballot stays on their device. */
  readonly storeKey: string;
  readonly budget: string | null;
  readonly points: number | null;
  /** The most options that may be chosen, where there is a most. */
  readonly most: number | null;
  /** What the server knows of it, until scripts know more. */
  readonly filled: Filled;
  /** What is said before all. */
  readonly says?: string;
}

const formOf = (): HTMLFormElement | null => document.querySelector('fieldset#main-ballot')?.closest('form') ?? null;

const typedIn = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form)].flatMap(([name, value]) => (name.startsWith('ballot') && typeof value === 'string' && value !== '' ? [[name, value] as [string, string]] : []));

function filledIn(form: HTMLFormElement): Filled {
  const ticked = [...form.querySelectorAll<HTMLInputElement>('input[data-cost]:checked')];
  const numbers = [...form.querySelectorAll<HTMLInputElement>('input[name^="ballot."]')].map(({ value }) => Number(value.normalize('NFKC')) || 0);
  return { spent: ticked.reduce((sum, { dataset }) => sum + Number(dataset.cost), 0), points: numbers.reduce((sum, n) => sum + n, 0), many: typedIn(form).length };
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

/** The place of this person's unfinished ballot of a vote in the tab: nobody else who sits down at the device gets it. */
export const storeKeyOf = (voteId: string, personId: string | undefined): string => `hiroba:ballot:${voteId}:${personId ?? ''}`;

/** Forgets the unfinished ballot once it is cast. */
export function ForgetDraft({ storeKey }: { readonly storeKey: string }) {
  useEffect(() => {
    try {
      sessionStorage.removeItem(storeKey);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }, [storeKey]);
  return null;
}

/** What is left of the budget or the points while somebody chooses; the unfinished ballot stays in the tab. */
export function BallotProgress({ storeKey, budget, points, most, filled, says }: BallotProgressProps) {
  const t = useT();
  const [chosen, setChosen] = useState<Filled>(filled);
  const [restored, setRestored] = useState(false);
  useEffect(() => {
    const form = formOf();
    if (!form) return undefined;
    try {
      const kept = JSON.parse(sessionStorage.getItem(storeKey) ?? '[]') as [string, string][];
      restore(form, kept);
      setRestored(kept.length > 0);
    } catch {
      // A browser that keeps nothing shows an empty paper.
    }
    const look = () => {
      setChosen(filledIn(form));
      try {
        sessionStorage.setItem(storeKey, JSON.stringify(typedIn(form)));
      } catch {
        // It is filled in anew next time.
      }
    };
    look();
    form.addEventListener('input', look);
    return () => form.removeEventListener('input', look);
  }, [storeKey]);
  const over = (budget !== null && chosen.spent > Number(budget)) || (points !== null && chosen.points > points) || (most !== null && chosen.many > most);
  return (
    <div className="grid gap-2">
      {restored ? <p>{t('votes.draft.restored')}</p> : null}
      <p aria-live="polite" className={over ? 'text-error font-700' : 'font-700'}>
        {says ? `${says} ` : null}
        {points === null ? t(most === null ? 'votes.bar.many' : 'votes.bar.manyOf', { count: chosen.many, most: most ?? 0 }) : t('votes.points.left', { left: points - chosen.points })}
        {budget === null ? null : ` ${t('votes.budget.spent', { spent: yen(String(chosen.spent)), budget: yen(budget) })}`}
      </p>
      {budget === null ? null : <progress className="meter" max={Number(budget)} value={Math.min(chosen.spent, Number(budget))} aria-label={t('votes.budget.bar')} />}
      {over ? <p className="text-error">{t('votes.budget.over')}</p> : null}
    </div>
  );
}
