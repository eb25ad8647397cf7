import { ActionButton, ButtonRow, FileField, Form, LinkButton, Section, TextField, TextLink, useT } from '@hiroba/ui';
import { LocalizedTexts } from '@hiroba/spaces/web/fields';
import { SpotFields, type Ground } from '@hiroba/places/web';
import { OptionFacts, OptionPicture, useOptionName, type LookedAt } from './OptionText.tsx';

interface OptionFormsProps {
  readonly options: readonly LookedAt[];
  /** The code of the one that is being changed. */
  readonly changing: string | null;
  /** Whether each option costs something. */
  readonly spends: boolean;
  readonly ground: Ground;
}

/** What can be chosen: a list of all, the form of the one that is changed, and one for another. */
export function OptionForms({ options, changing, spends, ground }: OptionFormsProps) {
  const t = useT();
  const nameOf = useOptionName();
  const option = options.find(({ code }) => code === changing);
  return (
    <Section title={t('votes.setup.options', { count: options.length })} lead={t('votes.setup.optionsLead')}>
      <ol className="grid gap-2">
        {options.map((each) => (
          <li key={each.code} className="panel flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <span className="grid gap-1"><span lang={nameOf(each).lang}>{`${each.code}. ${nameOf(each).text}`}</span><OptionFacts option={each} /></span>
            <TextLink to={`?option=${encodeURIComponent(each.code)}#changing`}>
              {t('votes.option.change')}<span className="sr-only">{` ${nameOf(each).text}`}</span>
            </TextLink>
          </li>
        ))}
      </ol>
      {option ? <Changing key={option.code} option={option} spends={spends} ground={ground} /> : (
        <Form name="add" className="panel grid gap-6" keep>
          <h3 className="heading-4">{t('votes.option.another')}</h3>
          <OptionFields spends={spends} ground={ground} />
          <ButtonRow><ActionButton weight="secondary">{t('votes.option.add')}</ActionButton></ButtonRow>
        </Form>
      )}
    </Section>
  );
}

function Changing({ option, spends, ground }: { option: LookedAt; spends: boolean; ground: Ground }) {
  const t = useT();
  const name = useOptionName()(option);
  return (
    <div id="changing" className="panel grid gap-8">
      <h3 className="heading-4" lang={name.lang}>{name.text}</h3>
      <Form name="change" className="grid gap-6">
        <input type="hidden" name="option" value={option.code} />
        <OptionFields option={option} spends={spends} ground={ground} />
        <ButtonRow>
          <ActionButton weight="secondary">{t('votes.setup.save')}</ActionButton>
          <LinkButton to="?" weight="quiet">{t('votes.option.back')}</LinkButton>
        </ButtonRow>
      </Form>
      {option.pictures[0] ? (
        <Form name="hide" className="grid gap-4">
          <OptionPicture option={option} />
          <input type="hidden" name="picture" value={option.pictures[0].id} />
          <div><ActionButton weight="quiet" small>{t('votes.option.noPicture')}</ActionButton></div>
        </Form>
      ) : (
        <Form name="show" className="grid gap-6" withFiles>
          <input type="hidden" name="id" value={option.id} />
          <FileField name="files" label={t('votes.option.picture')} accept="image/jpeg,image/png,image/webp" />
          <TextField name="alt" label={t('votes.option.alt')} hint={t('votes.option.altHint')} width="full" />
          <ButtonRow><ActionButton weight="secondary">{t('votes.option.show')}</ActionButton></ButtonRow>
        </Form>
      )}
      <Form name="remove">
        <input type="hidden" name="option" value={option.code} />
        <ActionButton weight="quiet" small>{t('votes.option.remove')}</ActionButton>
      </Form>
    </div>
  );
}

function OptionFields({ option, spends, ground }: { option?: LookedAt; spends: boolean; ground: Ground }) {
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
      <TextField name="category" label={t('votes.option.category')} hint={t('votes.option.categoryHint')} optional defaultValue={option?.category ?? undefined} />
      <SpotFields required={false} precision="EXACT" ground={ground} spot={option?.spot} />
    </>
  );
}
