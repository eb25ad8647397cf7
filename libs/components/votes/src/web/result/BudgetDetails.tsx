import { Section, Table, useT, type Column } from '@hiroba/ui';
import type { BudgetResult, LostReport } from '../../domain/tally/budget/budget-result.ts';
import { roundedText } from '../../domain/tally/fraction.ts';
import { Bar } from './Bar.tsx';
import type { NamedOption } from './named-option.ts';

interface BudgetDetailsProps {
  readonly result: BudgetResult;
  readonly options: readonly NamedOption[];
}

/** How a budget was shared out: why each project won or what it lacked, who got how much of it, and what other rules would have done. */
export function BudgetDetails({ result, options }: BudgetDetailsProps) {
  const t = useT();
  const money = [
    ...(result.finalEndowment && result.nominalEndowment
      ? [
          t('votes.count.endowment', {
            final: roundedText(result.finalEndowment),
            nominal: roundedText(result.nominalEndowment),
          }),
        ]
      : []),
    ...(result.add1Rounds ? [t('votes.count.rounds', { count: result.add1Rounds })] : []),
    t('votes.count.left', { left: roundedText(result.left) }),
    t('votes.count.compared', { more: result.moreThanGreedy, fewer: result.fewerThanGreedy }),
  ];
  return (
    <>
      <Section title={t('votes.count.why')} lead={t('votes.count.whyLead')}>
        <ul className="list-disc pl-6">
          {money.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Projects result={result} options={options} />
      </Section>
      <Section title={t('votes.count.served')} lead={t('votes.count.servedLead')}>
        <Served result={result} />
      </Section>
      <Section title={t('votes.count.others')} lead={t('votes.count.othersLead')}>
        <Others result={result} />
      </Section>
    </>
  );
}

function Projects({ result, options }: BudgetDetailsProps) {
  const t = useT();
  const purchases = new Map(result.purchases?.map((each) => [each.project, each]));
  const lost = new Map(result.lost.map((each) => [each.project, each]));
  const completed = new Set(result.completion);
  const most = Math.max(0, ...Object.values(result.scores).map(Number));
  const rows = [...options].sort(
    (a, b) =>
      Number(lost.has(a.id)) - Number(lost.has(b.id)) || Number(result.scores[b.id]) - Number(result.scores[a.id]),
  );
  function lacked({ money, lack, supportersLacking, left }: LostReport): string {
    const why =
      money && lack
        ? t('votes.count.lacked', { money: roundedText(money), lack: roundedText(lack), more: supportersLacking ?? 0 })
        : '';
    return left ? `${why}${why ? ' ' : ''}${t('votes.count.noFit', { left: roundedText(left) })}` : why;
  }
  function why({ id }: NamedOption): string {
    const purchase = purchases.get(id);
    const loser = lost.get(id);
    if (loser)
      return result.scores[id] === '0' ? t('votes.count.nobody') : lacked(loser) || t('votes.count.notReached');
    if (purchase)
      return t('votes.count.bought', {
        share: roundedText(purchase.share),
        votes: roundedText(purchase.effectiveVotes),
      });
    return t(completed.has(id) ? 'votes.count.completed' : 'votes.count.byScore');
  }
  const columns: readonly Column<NamedOption>[] = [
    { key: 'name', head: t('votes.count.project'), cell: ({ name }) => name },
    {
      key: 'won',
      head: t('votes.count.outcome'),
      cell: ({ id }) => t(lost.has(id) ? 'votes.count.notChosen' : 'votes.count.chosen'),
    },
    { key: 'cost', head: t('votes.count.cost'), numeric: true, cell: ({ cost }) => (cost ? roundedText(cost) : '') },
    {
      key: 'score',
      head: t('votes.count.score'),
      numeric: true,
      cell: ({ id }) => (
        <span className="grid gap-1">
          {roundedText(result.scores[id] ?? '0')}
          <Bar value={Number(result.scores[id])} most={most} />
        </span>
      ),
    },
    { key: 'why', head: t('votes.count.reason'), wraps: true, cell: why },
  ];
  return <Table caption={t('votes.count.projects')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Served({ result: { votersByWinners } }: { result: BudgetResult }) {
  const t = useT();
  const rows = votersByWinners.map((voters, winners) => ({ voters, winners }));
  const most = Math.max(...votersByWinners);
  return (
    <Table
      caption={t('votes.count.served')}
      captionHidden
      rows={rows}
      rowKey={({ winners }) => String(winners)}
      columns={[
        {
          key: 'winners',
          head: t('votes.count.winners'),
          cell: ({ winners }) => t('votes.count.ofThem', { count: winners }),
        },
        {
          key: 'voters',
          head: t('votes.count.voters'),
          numeric: true,
          cell: ({ voters }) => t('votes.count.people', { count: voters }),
        },
        { key: 'bar', head: t('votes.count.drawn'), cell: ({ voters }) => <Bar value={voters} most={most} /> },
      ]}
    />
  );
}

function Others({ result: { rules, rule, winners } }: { result: BudgetResult }) {
  const t = useT();
  const own = new Set(winners);
  const rows = Object.entries(rules).map(([name, report]) => ({ name, ...report }));
  return (
    <Table
      caption={t('votes.count.others')}
      captionHidden
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'rule',
          head: t('votes.count.rule'),
          cell: ({ name }) => `${t(`votes.count.rule.${name}`)}${name === rule ? t('votes.count.thisOne') : ''}`,
        },
        { key: 'count', head: t('votes.count.won'), numeric: true, cell: ({ count }) => String(count) },
        {
          key: 'same',
          head: t('votes.count.same'),
          numeric: true,
          cell: (each) => String(each.winners.filter((id) => own.has(id)).length),
        },
        { key: 'cost', head: t('votes.count.spent'), numeric: true, cell: ({ cost }) => roundedText(cost) },
        {
          key: 'none',
          head: t('votes.count.without'),
          numeric: true,
          cell: (each) => t('votes.count.people', { count: each.votersWithNoApprovedWinner }),
        },
      ]}
    />
  );
}
