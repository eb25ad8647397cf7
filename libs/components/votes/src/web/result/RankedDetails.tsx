import { Disclosure, Section, Table, useT, type Column } from '@hiroba/ui';
import type { RunoffResult } from '../../domain/tally/ranked/instant-runoff.ts';
import type { TransferResult } from '../../domain/tally/ranked/transferable-vote.ts';
import type { RankedOutcome } from '../../domain/tally/tally.ts';
import { Bar } from './Bar.tsx';
import { namer, type NamedOption } from './named-option.ts';

interface RankedDetailsProps {
  readonly result: RankedOutcome;
  readonly options: readonly NamedOption[];
}

/** How rankings were counted: every round or stage in sentences and numbers, and how each pair of options stands. */
export function RankedDetails({ result, options }: RankedDetailsProps) {
  const t = useT();
  const nameOf = namer(options);
  const levels = result.schulzeLevels
    .map((level) => level.map(nameOf).join(t('votes.count.equals')))
    .join(t('votes.count.before'));
  return (
    <>
      {result.irv ? (
        <Section title={t('votes.count.why')}>
          <Rounds irv={result.irv} options={options} />
        </Section>
      ) : null}
      {result.stv ? (
        <Section title={t('votes.count.why')} lead={t('votes.count.quota', { quota: result.stv.quota })}>
          <Stages stv={result.stv} options={options} />
        </Section>
      ) : null}
      <Section title={t('votes.count.pairs')} lead={t('votes.count.pairsLead')}>
        <p>
          {result.condorcetWinner === null
            ? t('votes.count.noCondorcet')
            : t('votes.count.condorcet', { name: nameOf(result.condorcetWinner) })}
        </p>
        <p>{t('votes.count.levels', { levels })}</p>
        <Disclosure summary={t('votes.count.pairTable')}>
          <Pairs result={result} options={options} />
        </Disclosure>
      </Section>
    </>
  );
}

interface Counted {
  readonly votes: Readonly<Record<string, number | string>>;
}

/** The votes of each option from round to round; the last number is drawn, too. */
function Course({
  rounds,
  options,
  caption,
}: {
  rounds: readonly Counted[];
  options: readonly NamedOption[];
  caption: string;
}) {
  const t = useT();
  const last = (id: string): number => Number(rounds.findLast(({ votes }) => votes[id] !== undefined)?.votes[id] ?? 0);
  const most = Math.max(0, ...options.map(({ id }) => last(id)));
  const columns: readonly Column<NamedOption>[] = [
    { key: 'name', head: t('votes.count.option'), cell: ({ name }) => name },
    ...rounds.map(({ votes }, at): Column<NamedOption> => ({
      key: String(at),
      head: t('votes.count.round', { n: at + 1 }),
      numeric: true,
      cell: ({ id }) =>
        votes[id] === undefined
          ? t('votes.count.gone')
          : String(votes[id]).replace(/\.?0+$/, (end) => (end.startsWith('.') ? '' : end)),
    })),
    { key: 'bar', head: t('votes.count.drawn'), cell: ({ id }) => <Bar value={last(id)} most={most} /> },
  ];
  return <Table caption={caption} columns={columns} rows={options} rowKey={({ id }) => id} />;
}

function Rounds({ irv, options }: { irv: RunoffResult; options: readonly NamedOption[] }) {
  const t = useT();
  const nameOf = namer(options);
  return (
    <>
      <ol className="list-decimal pl-6 grid gap-1">
        {irv.rounds.map(({ votes, exhausted, eliminated, winner }) => (
          <li key={eliminated ?? winner}>
            {eliminated === undefined
              ? t('votes.count.irvWon', { name: nameOf(winner ?? ''), votes: votes[winner ?? ''] ?? 0 })
              : t('votes.count.irvOut', { name: nameOf(eliminated), votes: votes[eliminated] ?? 0 })}
            {exhausted > 0 ? ` ${t('votes.count.exhausted', { count: exhausted })}` : ''}
          </li>
        ))}
      </ol>
      {irv.drawnByLot > 0 ? <p>{t('votes.count.byLot', { count: irv.drawnByLot })}</p> : null}
      <Course rounds={irv.rounds} options={options} caption={t('votes.count.course')} />
    </>
  );
}

function Stages({ stv, options }: { stv: TransferResult; options: readonly NamedOption[] }) {
  const t = useT();
  const nameOf = namer(options);
  return (
    <>
      <ol className="list-decimal pl-6 grid gap-1">
        {stv.rounds.map(({ elected, action, nonTransferable }, at) => {
          const before = new Set(stv.rounds[at - 1]?.elected);
          const fresh = elected.filter((id) => !before.has(id));
          return (
            <li key={action?.join(' ') ?? 'end'}>
              {fresh.length > 0
                ? `${t('votes.count.elected', { names: fresh.map(nameOf).join(t('votes.count.and')) })} `
                : ''}
              {action
                ? t(`votes.count.stv.${action[0]}`, { name: nameOf(action[1]) })
                : t('votes.count.stvEnd', { votes: Number(nonTransferable) })}
            </li>
          );
        })}
      </ol>
      {stv.drawnByLot > 0 ? <p>{t('votes.count.byLot', { count: stv.drawnByLot })}</p> : null}
      <Course rounds={stv.rounds} options={options} caption={t('votes.count.course')} />
    </>
  );
}

function Pairs({ result: { pairwise }, options }: RankedDetailsProps) {
  const t = useT();
  const columns: readonly Column<NamedOption & { at: number }>[] = [
    { key: 'name', head: t('votes.count.above'), cell: ({ name }) => name },
    ...options.map((other, to): Column<NamedOption & { at: number }> => ({
      key: other.id,
      head: other.name,
      numeric: true,
      cell: ({ at }) => (at === to ? '–' : String(pairwise[at]?.[to] ?? 0)),
    })),
  ];
  return (
    <Table
      caption={t('votes.count.pairTable')}
      captionHidden
      columns={columns}
      rows={options.map((option, at) => ({ ...option, at }))}
      rowKey={({ id }) => id}
    />
  );
}
