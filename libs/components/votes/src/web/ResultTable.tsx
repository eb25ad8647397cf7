import { Notice, Section, Table, useT } from '@hiroba/ui';
import type { TallyResult } from '../domain/tally/tally.ts';
import type { VoteChoiceFragment } from './gql/graphql.ts';
import { yen } from './money.ts';
import { useOptionName } from './OptionText.tsx';

/** What of a result every method tells. */
interface Told {
  readonly winners?: readonly string[];
  readonly tiedForLast?: readonly string[];
  readonly scores?: Readonly<Record<string, string>>;
  readonly firstPreferences?: Readonly<Record<string, number>>;
  readonly status?: string;
  readonly yes?: string;
  readonly no?: string;
  readonly abstain?: string;
  readonly quorumMet?: boolean;
}

interface ResultTableProps {
  readonly result: TallyResult;
  readonly options: readonly VoteChoiceFragment[];
  readonly type: string;
}

/** What won, and what every option got, as words and numbers. */
export function ResultTable({ result, options, type }: ResultTableProps) {
  const t = useT();
  const nameOf = useOptionName();
  const told: Told = result;
  const { winners = [], tiedForLast = [], status } = told;
  const scores: Readonly<Record<string, string | number>> = told.scores ?? told.firstPreferences ?? {};
  const rows = [...options].sort((a, b) => Number(winners.includes(b.code)) - Number(winners.includes(a.code)) || Number(scores[b.code] ?? 0) - Number(scores[a.code] ?? 0));
  const named = (codes: readonly string[]) => options.filter(({ code }) => codes.includes(code)).map((option) => nameOf(option).text).join('、');
  const costs = options.some(({ cost }) => cost);
  if (type === 'yesno') {
    return (
      <Section title={t('votes.result.winners')}>
        {status ? <Notice title={t(`votes.outcome.${status}`)} level={3} /> : null}
        <ul className="grid gap-1">
          <li>{t('votes.result.yes', { n: told.yes ?? '0' })}</li>
          <li>{t('votes.result.no', { n: told.no ?? '0' })}</li>
          <li>{t('votes.result.abstain', { n: told.abstain ?? '0' })}</li>
        </ul>
      </Section>
    );
  }
  return (
    <Section title={t('votes.result.winners')}>
      {told.quorumMet === false ? <Notice kind="warning" title={t('votes.outcome.no-quorum')} level={3} /> : null}
      <p className="heading-3">{winners.length > 0 ? named(winners) : t('votes.result.noWinner')}</p>
      {tiedForLast.length > 0 ? <Notice kind="warning" title={t('votes.result.tied', { names: named(tiedForLast) })} level={3} /> : null}
      <Table
        caption={t('votes.result.table')} rows={rows} rowKey={({ code }) => code}
        columns={[
          { key: 'name', head: t('votes.result.option'), cell: (option) => nameOf(option).text },
          ...(costs ? [{ key: 'cost', head: t('votes.result.cost'), numeric: true, cell: (option: VoteChoiceFragment) => (option.cost ? `¥${yen(option.cost)}` : '') }] : []),
          { key: 'score', head: t(type === 'ranked' ? 'votes.result.first' : 'votes.result.score'), numeric: true, cell: ({ code }) => String(scores[code] ?? 0) },
          { key: 'won', head: t('votes.result.won'), cell: ({ code }) => t(winners.includes(code) ? 'votes.result.chosen' : 'votes.result.notChosen') },
        ]}
      />
    </Section>
  );
}
