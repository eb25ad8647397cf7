import { ActionButton, ButtonRow, CheckboxGroup, Form, Section, SelectField, TextArea, TextField, useT } from '@hiroba/ui';
import { overrideCodes, overrideKinds, type OverrideInput } from '../domain/adoption.ts';
import { Adoption } from './Adoption.tsx';
import type { VoteAdoptionPartsFragment, VoteChoiceFragment } from './gql/graphql.ts';
import { useOptionName } from './OptionText.tsx';

interface RunAdoptionProps {
  readonly adoption: VoteAdoptionPartsFragment | null;
  readonly options: readonly VoteChoiceFragment[];
  readonly office: string;
  /** What waits for a second member of staff, and whether that is somebody else's. */
  readonly asked: { readonly text: string; readonly mine: boolean } | undefined;
}

/** Publishing a result, with the list of what the city adopts of it. */
export function PublishResult({ adoption, options }: Pick<RunAdoptionProps, 'adoption' | 'options'>) {
  const t = useT();
  const nameOf = useOptionName();
  const shown = adoption && options.length > 0;
  return (
    <Section title={t('votes.publish.title')} lead={t('votes.publish.lead')}>
      <Form name="publish">
        {shown ? (
          <CheckboxGroup
            name="adopted" label={t('votes.publish.adopted')} hint={t('votes.publish.adoptedHint')} defaultValues={adoption.adopted}
            options={options.map((option) => ({
              value: option.code, label: nameOf(option).text, ...(adoption.computed.includes(option.code) ? { hint: t('votes.publish.won') } : {}),
            }))}
          />
        ) : null}
        <ButtonRow><ActionButton>{t('votes.publish.act')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

/** Where the city decides otherwise than was counted: one member of staff writes why, a second records it. */
export function Overrides({ adoption, options, office, asked }: RunAdoptionProps) {
  const t = useT();
  const nameOf = useOptionName();
  if (!adoption || options.length === 0) return null;
  const named = (code: string): string => { const found = options.find((option) => option.code === code); return found ? nameOf(found).text : code; };
  const entry = asked && (JSON.parse(asked.text) as OverrideInput);
  const choices = options.map(({ code }) => ({ value: code, label: named(code) }));
  return (
    <>
      <Adoption adoption={adoption} nameOf={named} />
      <Section title={t('votes.override.title')} lead={t('votes.override.lead')}>
        {entry ? (
          <div className="panel grid gap-3">
            {asked.mine ? null : <p>{t('votes.asked.other')}</p>}
            <p className="font-700">{t(`votes.adopted.kind.${entry.kind}`, { name: named(entry.option), other: entry.replacement ? named(entry.replacement) : '' })}</p>
            <p>{t(`votes.adopted.code.${entry.code}`)}</p>
            <p className="measure">{entry.reason}</p>
            <p className="text-ink-soft">{entry.office}{entry.document ? ` · ${entry.document}` : ''}</p>
            {asked.mine
              ? <p>{t('votes.asked.mine')}</p>
              : <Form name="record"><ButtonRow><ActionButton>{t('votes.override.record')}</ActionButton></ButtonRow></Form>}
          </div>
        ) : null}
        <Form name="override">
          <SelectField name="kind" label={t('votes.override.kind')} options={overrideKinds.map((value) => ({ value, label: t(`votes.override.kind.${value}`) }))} />
          <SelectField name="option" label={t('votes.override.option')} width="full" options={choices} />
          <SelectField name="replacement" label={t('votes.override.replacement')} width="full" optional options={[{ value: '', label: t('votes.override.nothing') }, ...choices]} />
          <SelectField name="code" label={t('votes.override.code')} width="full" options={overrideCodes.map((value) => ({ value, label: t(`votes.adopted.code.${value}`) }))} />
          <TextArea name="reason" label={t('votes.form.reason')} hint={t('votes.override.reasonHint')} rows={4} max={3_000} />
          <TextField name="office" label={t('votes.override.office')} defaultValue={office} />
          <TextField name="document" label={t('votes.override.document')} hint={t('votes.override.documentHint')} optional />
          <ButtonRow><ActionButton weight="secondary">{t('votes.override.ask')}</ActionButton></ButtonRow>
        </Form>
      </Section>
    </>
  );
}
