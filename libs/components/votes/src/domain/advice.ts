import type { Preview, PreviewRule } from './preview.ts';

/** The method that a preview speaks for, and why. */
export type Advice = { readonly method: string; readonly why: 'FAIR' | 'FEWER_APPROVALS' | 'SEATS' | 'PAIRS_DIFFER' | 'SAME' };

/** What to recommend after a look at how rules would have done. */
export function adviceOf(preview: Preview, seats = 1): Advice {
  if (preview.kind === 'RANKED') {
    if (seats > 1) return { method: 'stv', why: 'SEATS' };
    const differs = preview.condorcet !== null && preview.irv[0] !== preview.condorcet;
    return differs ? { method: 'schulze', why: 'PAIRS_DIFFER' } : { method: 'irv', why: 'SAME' };
  }
  const without = (rule: PreviewRule): number => preview.rules.find((each) => each.rule === rule)?.without ?? 0;
  return without('mesCostAdd1Utilitarian') <= without('greedy')
    ? { method: 'mesCostAdd1Utilitarian', why: 'FAIR' } : { method: 'greedy', why: 'FEWER_APPROVALS' };
}
