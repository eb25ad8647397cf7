import { useT } from '@hiroba/ui';
import type { TallyResult } from '../../domain/tally/tally.ts';
import { BudgetDetails } from './BudgetDetails.tsx';
import { namer, type NamedOption } from './named-option.ts';
import { RankedDetails } from './RankedDetails.tsx';

interface ResultDetailsProps {
  readonly result: TallyResult;
  /** In the order of the rule: that of the rows of its tables. */
  readonly options: readonly NamedOption[];
}

/** How it came to a result, in plain sentences, with every figure in a table. */
export function ResultDetails({ result, options }: ResultDetailsProps) {
  const t = useT();
  const nameOf = namer(options);
  const draws = 'draws' in result ? (result.draws ?? []) : [];
  return (
    <>
      {draws.map(({ tied, favoured }) => (
        <p key={tied.join()}>
          {t('votes.count.drew', { tied: tied.map(nameOf).join(t('votes.count.and')), name: nameOf(favoured) })}
        </p>
      ))}
      {'purchases' in result || 'votersByWinners' in result ? (
        <BudgetDetails result={result} options={options} />
      ) : null}
      {'pairwise' in result ? <RankedDetails result={result} options={options} /> : null}
    </>
  );
}
