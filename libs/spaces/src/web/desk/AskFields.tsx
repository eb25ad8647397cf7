import { RadioGroup, textOf, useT } from '@hiroba/ui';
import { askParts, promises, type AskPart } from '../../domain/ask.ts';
import type { Answered } from '../words.ts';
import { LocalizedTexts } from './LocalizedFields.tsx';
import { localizedOf } from './typed.ts';

/** An ask card as an answer carries it. */
export type AnsweredAsk = Readonly<Partial<Record<AskPart, Answered | null>>> & { readonly promise?: string | null };

/** The fields of an ask card: what is to be decided, what can change, who decides by when, what input helps. */
export function AskFields({ ask }: { readonly ask?: AnsweredAsk | undefined }) {
  const t = useT();
  return (
    <>
      <LocalizedTexts
        texts={askParts.map((part) => ({
          name: `ask.${part}`, label: t(`spaces.desk.ask.${part}`), hint: t(`spaces.desk.ask.${part}.hint`), value: ask?.[part], rows: 2, max: 400,
        }))}
      />
      <RadioGroup
        name="ask.promise" label={t('spaces.desk.ask.promise')} hint={t('spaces.desk.ask.promise.hint')} defaultValue={ask?.promise ?? undefined}
        options={promises.map((promise) => ({ value: promise, label: t(`spaces.desk.promise.${promise}.name`), hint: t(`spaces.promise.${promise}`) }))}
      />
    </>
  );
}

/** What was typed into the fields of an ask card. */
export const askInput = (form: FormData) => ({
  ...Object.fromEntries(askParts.map((part) => [part, localizedOf(form, `ask.${part}`)])),
  promise: promises.find((promise) => promise === textOf(form, 'ask.promise')) ?? null,
});
