import type { ReactNode } from 'react';
import { Disclosure, TextArea, TextField, useOutcome, useT } from '@hiroba/ui';
import type { Answered } from '../words.ts';

interface LocalizedProps {
  /** The name of the text; its fields are `name.ja` and `name.en`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value?: Answered | null | undefined;
  readonly optional?: boolean;
  /** How long the text may be; a text over several lines has rows. */
  readonly max?: number;
  readonly rows?: number;
}

function OneLanguage({ name, locale, label, hint, value, optional, max, rows }: LocalizedProps & { readonly locale: 'ja' | 'en' }) {
  const frame = {
    name: `${name}.${locale}`, label, lang: locale, defaultValue: value?.[locale] ?? undefined,
    ...(hint ? { hint } : {}), ...(optional ? { optional } : {}),
  };
  if (rows) return <TextArea {...frame} rows={rows} {...(max ? { max } : {})} />;
  return <TextField {...frame} width="full" />;
}

/** A staff text in Japanese, and in English where somebody has written it. */
export function LocalizedFields(props: LocalizedProps) {
  const t = useT();
  const { label } = props;
  const { hint: _, ...english } = props;
  return (
    <>
      <OneLanguage {...props} locale="ja" />
      <OneLanguage {...english} locale="en" optional label={t('spaces.desk.inEnglish', { label })} />
    </>
  );
}

/** Several staff texts: all of them in Japanese, then those in English for who wants them. */
export function LocalizedTexts({ texts, form = 'main' }: { texts: readonly LocalizedProps[]; form?: string }) {
  const t = useT();
  const refused = useOutcome(form)?.refusal.field?.endsWith('.en');
  const isWritten = texts.some(({ value }) => value?.en);
  return (
    <>
      {texts.map((text) => <OneLanguage key={text.name} {...text} locale="ja" />)}
      <Disclosure summary={t(isWritten ? 'spaces.desk.english.written' : 'spaces.desk.english')} open={refused ?? false}>
        {texts.map(({ hint: _, ...text }) => (
          <OneLanguage key={text.name} {...text} locale="en" optional label={t('spaces.desk.inEnglish', { label: text.label })} />
        ))}
      </Disclosure>
    </>
  );
}
