import { NumberField, RadioGroup, TextField, useT } from '@hiroba/ui';
import { LocalizedTexts } from '@hiroba/spaces/web/fields';
import { methodsOf, parametersOf } from '../domain/vote.methods.ts';
import { tieRules, type VoteParameters, type VoteType } from '../domain/vote.ts';
import type { VotePageQuery } from './gql/graphql.ts';

type Shown = NonNullable<VotePageQuery['vote']>;

/** The numbers that some method of a type is set with, in the order in which they are asked for. */
const asked = (type: VoteType): readonly (keyof VoteParameters)[] =>
  [...new Set(methodsOf[type].flatMap((method) => parametersOf({ type, method })))].filter((name) => name !== 'step');

/** How the ballots of a vote are counted, in plain words: the method that is proposed first, and what each is good for. */
export function RuleFields({ vote }: { vote: Shown }) {
  const t = useT();
  const type = vote.type as VoteType;
  const { parameters } = vote;
  return (
    <>
      <RadioGroup
        name="method" label={t('votes.form.method')} defaultValue={vote.method}
        options={methodsOf[type].map((value) => ({ value, label: t(`votes.method.${value}`), hint: t(`votes.method.${value}.for`) }))}
      />
      {asked(type).map((name) => (name === 'budget' ? (
        <TextField
          key={name} name={name} label={t('votes.form.budget')} hint={t('votes.form.budget.hint')} inputMode="numeric" width="short" optional={type !== 'knapsack'}
          defaultValue={parameters.budget ?? undefined}
        />
      ) : (
        <NumberField key={name} name={name} label={t(`votes.form.${name}`)} hint={t(`votes.form.${name}.hint`)} optional defaultValue={parameters[name as 'seats'] ?? undefined} />
      )))}
      <RadioGroup
        name="tieRule" label={t('votes.form.tieRule')} defaultValue={vote.tieRule}
        options={tieRules.map((value) => ({ value, label: t(`votes.tie.${value}`), hint: t(`votes.tie.${value}.for`) }))}
      />
      <LocalizedTexts form="rule" texts={[{ name: 'lotSource', label: t('votes.form.lotSource'), hint: t('votes.form.lotSourceHint'), value: vote.lotSource, optional: true }]} />
    </>
  );
}
