import { SelectField } from './choice-fields.tsx';
import { useLocale, useT } from './i18n.tsx';

/** The languages that people here write in, as far as forms offer them. */
const languages = ['ja', 'en', 'zh', 'ko', 'vi', 'pt', 'tl'] as const;

/** In which language something is written; that of the page unless said otherwise. */
export function LanguageField({ defaultValue }: { readonly defaultValue?: string | undefined }) {
  const t = useT();
  const locale = useLocale();
  return (
    <SelectField
      name="locale" label={t('ui.language')} hint={t('ui.language.hint')} defaultValue={defaultValue ?? locale}
      options={languages.map((value) => ({ value, label: t(`ui.language.${value}`) }))}
    />
  );
}
