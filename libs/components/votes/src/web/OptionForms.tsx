import { ActionButton, ButtonRow, Disclosure, Form, Section, TextField, useT } from '@hiroba/ui';
import { LocalizedTexts } from '@hiroba/spaces/web/fields';
import type { VoteChoiceFragment } from './gql/graphql.ts';
import { useOptionName } from './OptionText.tsx';

interface OptionFormsProps {
  readonly options: readonly VoteChoiceFragment[];
  /** Whether each option costs something. */
  readonly spends: boolean;
}

/** What can be chosen, one form for each, and one for another. */
export function OptionForms({ options, spends }: OptionFormsProps) {
  const t = useT();
  const nameOf = useOptionName();
  return (
    <Section title={t('votes.setup.options', { count: options.length })} lead={t('votes.setup.optionsLead')}>
      {options.map((option) => (
        <Disclosure key={option.code} summary={`${option.code}. ${nameOf(option).text}`}>
          <Form name="change" className="grid gap-6">
            <input type="hidden" name="option" value={option.code} />
            <OptionFields option={option} spends={spends} />
            <ButtonRow><ActionButton weight="secondary">{t('votes.setup.save')}</ActionButton></ButtonRow>
          </Form>
          <Form name="remove">
            <input type="hidden" name="option" value={option.code} />
            <ActionButton weight="quiet" small>{t('votes.option.remove')}</ActionButton>
          </Form>
        </Disclosure>
      ))}
      <Form name="add" className="panel grid gap-6" keep>
        <h3 className="heading-4">{t('votes.option.another')}</h3>
        <OptionFields spends={spends} />
        <ButtonRow><ActionButton weight="secondary">{t('votes.option.add')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function OptionFields({ option, spends }: { option?: VoteChoiceFragment; spends: boolean }) {
  const t = useT();
  return (
    <>
      <LocalizedTexts
        form={option ? 'change' : 'add'}
        texts={[
          { name: 'title', label: t('votes.option.title'), ...(option && { value: option.title }) },
          { name: 'text', label: t('votes.option.text'), rows: 3, max: 3_000, optional: true, ...(option && { value: option.text }) },
        ]}
      />
      {spends ? <TextField name="cost" label={t('votes.option.cost')} hint={t('votes.option.costHint')} inputMode="numeric" width="short" defaultValue={option?.cost ?? undefined} /> : null}
      <TextField name="category" label={t('votes.option.category')} optional defaultValue={option?.category ?? undefined} />
    </>
  );
}
