import { localized } from '@hiroba/kernel';
import { NumberField, RadioGroup, SelectField, TextArea, TextField, textOf, useLocale, useT } from '@hiroba/ui';
import { answerReasons, type AnswerKind } from '../domain/answer.ts';
import type { AnswerPageQuery, ProposalAnswerInput } from './gql/graphql.ts';

type Prepared = NonNullable<NonNullable<AnswerPageQuery['proposal']>['preparedAnswer']>;

/** What the fields begin with. */
export type AnswerSoFar = Partial<Omit<Prepared, 'edition' | 'editedAt' | 'publishAt' | 'kind'>> & { readonly kind?: AnswerKind | null };

/** A status that can be chosen, by its key or, where proposals of several places are answered, by its kind. */
export interface StatusChoice {
  readonly value: string;
  readonly kind: AnswerKind;
  readonly label: string;
}

interface AnswerFieldsProps {
  /** What the statuses are sent as. */
  readonly choice: 'status' | 'kind';
  readonly choices: readonly StatusChoice[];
  readonly answer: AnswerSoFar;
  readonly costs: boolean;
  /** Whether the answer corrects an earlier one: always, never, or for some of many. */
  readonly corrects: 'YES' | 'NO' | 'SOME';
}

/** What an answer of the city is asked for. */
export function AnswerFields({ choice, choices, answer, costs, corrects }: AnswerFieldsProps) {
  const t = useT();
  return (
    <>
      <RadioGroup
        name={choice} label={t('proposals.answering.kind')} defaultValue={(choice === 'status' ? answer.status : answer.kind) ?? choices[0]?.value}
        options={choices.map(({ value, label, kind }) => ({ value, label, hint: t(`proposals.answering.hint.${kind}`) }))}
      />
      <TextArea name="text" label={t('proposals.answering.text')} hint={t('proposals.answering.textHint')} max={20_000} defaultValue={answer.text?.ja ?? ''} lang="ja" />
      <TextArea name="textEn" label={t('proposals.answering.textEn')} optional max={20_000} rows={5} defaultValue={answer.text?.en ?? ''} lang="en" />
      <TextField name="office" label={t('proposals.answering.office')} hint={t('proposals.answering.officeHint')} defaultValue={answer.office ?? ''} />
      {costs ? (
        <>
          <NumberField name="costYen" label={t('proposals.answering.cost')} hint={t('proposals.answering.costHint')} optional unit={t('proposals.answering.yen')} defaultValue={answer.costYen ?? undefined} />
          <TextField name="costNote" label={t('proposals.answering.costNote')} optional defaultValue={answer.costNote ?? ''} width="full" />
          <TextField name="period" label={t('proposals.answering.period')} hint={t('proposals.answering.periodHint')} optional defaultValue={answer.period ?? ''} />
        </>
      ) : null}
      <SelectField
        name="reasonCode" label={t('proposals.answering.reasonCode')} hint={t('proposals.answering.reasonCodeHint')} optional defaultValue={answer.reasonCode ?? ''}
        options={[{ value: '', label: t('proposals.answering.noReasonCode') }, ...answerReasons.map((value) => ({ value, label: t(`proposals.answering.reasonCode.${value}`) }))]}
      />
      <TextArea name="results" label={t('proposals.answering.results')} hint={t('proposals.answering.resultsHint')} optional rows={2} defaultValue={answer.results?.join('\n') ?? ''} />
      {corrects === 'NO' ? null : (
        <TextField
          name="reason" label={t('proposals.answering.reason')} hint={t(corrects === 'SOME' ? 'proposals.answering.reasonSome' : 'proposals.answering.reasonHint')}
          optional={corrects === 'SOME'} defaultValue={answer.reason ?? ''} width="full"
        />
      )}
    </>
  );
}

/** The statuses of a place as choices. */
export function useStatusChoices(statuses: readonly { readonly key: string; readonly kind: AnswerKind; readonly label: object }[]): StatusChoice[] {
  const locale = useLocale();
  return statuses.map(({ key, kind, label }) => ({ value: key, kind, label: localized(label, locale).text }));
}

const yen = (typed: string): number | null => {
  const digits = typed.normalize('NFKC').replace(/[,\s円]/g, '');
  return digits === '' ? null : /^\d{1,13}$/.test(digits) ? Number(digits) : -1;
};

/** What was typed into the fields. */
export const answerInput = (form: FormData): ProposalAnswerInput => ({
  status: textOf(form, 'status') || null,
  kind: (textOf(form, 'kind') || null) as ProposalAnswerInput['kind'] & string | null,
  text: { ja: textOf(form, 'text') || null, en: textOf(form, 'textEn') || null },
  office: textOf(form, 'office'),
  costYen: yen(textOf(form, 'costYen')),
  costNote: textOf(form, 'costNote') || null,
  period: textOf(form, 'period') || null,
  reasonCode: (answerReasons.find((reason) => reason === textOf(form, 'reasonCode')) ?? null) as ProposalAnswerInput['reasonCode'] & string | null,
  results: textOf(form, 'results').split(/\s+/).filter(Boolean),
  reason: textOf(form, 'reason') || null,
});
