import type { ReactNode } from 'react';
import { fieldId, useInterlude, useOutcome, useRefusalText, useT } from '@hiroba/ui';
import { fieldOf } from '../domain/ballot-form.ts';
import type { VoteType } from '../domain/vote.ts';
import type { VoteNumbersFragment } from './gql/graphql.ts';
import { yen } from './money.ts';
import { OptionFacts, OptionPicture, OptionWords, useOptionName, type LookedAt } from './OptionText.tsx';

interface BallotFieldsProps {
  readonly type: VoteType;
  readonly numbers: VoteNumbersFragment;
  /** In the order in which this person sees them. */
  readonly options: readonly LookedAt[];
  /** The codes of those that are looked for; the others stay in the paper, out of sight. */
  readonly shown: ReadonlySet<string>;
}

const answers = ['yes', 'no', 'abstain'] as const;

/** What was typed before the ballot was refused, or looked through. */
export function useTyped(): (name: string) => readonly string[] {
  const outcome = useOutcome();
  const values = useInterlude()?.values ?? outcome?.values;
  return (name) => values?.[name] ?? [];
}

/** How to fill in a ballot of a type, with its numbers. */
function useGuide({ type, numbers, options }: BallotFieldsProps): string {
  const t = useT();
  const { min = 1, max, points, low, high, budget, minPercent } = numbers;
  switch (type) {
    case 'approval': return t('votes.guide.approval', { min: min ?? 1, max: max ?? options.length });
    case 'points': return t('votes.guide.points', { points: points ?? 0 });
    case 'score': return t('votes.guide.score', { low: low ?? 0, high: high ?? 5 });
    case 'knapsack': return t('votes.guide.knapsack', { budget: yen(budget ?? '0'), min: minPercent ?? 70 });
    default: return t(`votes.guide.${type}`);
  }
}

/** The paper of a ballot: one control for each option, none of which needs dragging or a script. */
export function BallotFields(props: BallotFieldsProps) {
  const t = useT();
  const wording = useRefusalText();
  const refusal = useOutcome()?.refusal;
  const { type, options } = props;
  const guide = useGuide(props);
  const bad = refusal?.field === 'ballot' ? refusal : undefined;
  return (
    <fieldset id={fieldId('main', 'ballot')} tabIndex={-1} className="field" aria-describedby={bad ? 'ballot-guide ballot-error' : 'ballot-guide'}>
      <legend className="heading-3 mb-2">{t('votes.ballot.legend')}</legend>
      <p id="ballot-guide" className="measure">{guide}</p>
      {bad ? <p id="ballot-error" className="text-error font-700">{wording(bad)}</p> : null}
      <ol className="grid gap-3">
        {type === 'yesno' ? answers.map((answer) => <Ticked key={answer} type={type} value={answer}>{t(`votes.answer.${answer}`)}</Ticked>) : null}
        {type === 'yesno' ? null : options.map((option) => <OptionField key={option.code} option={option} {...props} />)}
        {type === 'single' ? <Ticked type={type} value="">{t('votes.ballot.blank')}</Ticked> : null}
      </ol>
    </fieldset>
  );
}

function OptionField({ option, ...rest }: BallotFieldsProps & { option: LookedAt }) {
  const { type, shown } = rest;
  const hidden = !shown.has(option.code);
  const name = useOptionName()(option);
  if (type === 'points' || type === 'score') return <Numbered option={option} hidden={hidden} {...rest} />;
  if (type === 'ranked') return <Ranked option={option} hidden={hidden} {...rest} />;
  return (
    <Ticked type={type} value={option.code} cost={option.cost} hidden={hidden} before={<OptionPicture option={option} />} more={<OptionWords option={option} folded />}>
      <span lang={name.lang} className="font-700">{name.text}</span> <OptionFacts option={option} />
    </Ticked>
  );
}

interface TickedProps {
  readonly type: VoteType;
  readonly value: string;
  readonly cost?: string | null;
  readonly hidden?: boolean;
  readonly before?: ReactNode;
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** An option that is ticked: one of all, or any of them. */
function Ticked({ type, value, cost, hidden, before, more, children }: TickedProps) {
  const typed = useTyped();
  const many = type === 'approval' || type === 'knapsack';
  const id = `ballot-${value || 'blank'}`;
  return (
    <li className="panel option-card" hidden={hidden}>
      {before}
      <div className="choice">
        <input
          id={id} type={many ? 'checkbox' : 'radio'} name="ballot" value={value} defaultChecked={typed('ballot').includes(value)}
          {...(cost ? { 'data-cost': cost } : {})}
        />
        <label htmlFor={id} className="grid gap-1">{children}</label>
      </div>
      {more}
    </li>
  );
}

function Labelled({ option, hidden, children }: { option: LookedAt; hidden: boolean; children: (id: string) => ReactNode }) {
  const name = useOptionName()(option);
  const id = `ballot-${option.code}`;
  return (
    <li className="panel option-card grid gap-3" hidden={hidden}>
      <OptionPicture option={option} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <label htmlFor={id} className="grid gap-1 font-700" lang={name.lang}>{name.text}<OptionFacts option={option} /></label>
        {children(id)}
      </div>
      <OptionWords option={option} folded />
    </li>
  );
}

/** An option that is given a number. */
function Numbered({ option, hidden, type, numbers }: BallotFieldsProps & { option: LookedAt; hidden: boolean }) {
  const t = useT();
  const typed = useTyped();
  const field = fieldOf(type, option.code);
  return (
    <Labelled option={option} hidden={hidden}>
      {(id) => (
        <span className="flex items-center gap-2">
          <input
            id={id} name={field} type="text" inputMode={(numbers.low ?? 0) < 0 ? 'text' : 'numeric'} autoComplete="off" className="control control-short"
            defaultValue={typed(field)[0]} aria-describedby="ballot-guide"
          />
          {t('votes.unit.points')}
        </span>
      )}
    </Labelled>
  );
}

/** An option that is given a rank, or none. */
function Ranked({ option, hidden, type, options }: BallotFieldsProps & { option: LookedAt; hidden: boolean }) {
  const t = useT();
  const typed = useTyped();
  const field = fieldOf(type, option.code);
  return (
    <Labelled option={option} hidden={hidden}>
      {(id) => (
        <span className="select select-short">
          <select id={id} name={field} defaultValue={typed(field)[0] ?? ''} className="control control-full" aria-describedby="ballot-guide">
            <option value="">{t('votes.rank.none')}</option>
            {options.map((_, at) => <option key={at + 1} value={at + 1}>{t('votes.rank', { rank: at + 1 })}</option>)}
          </select>
        </span>
      )}
    </Labelled>
  );
}
