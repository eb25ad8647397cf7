import { localized } from '@hiroba/kernel';
import { DateTimeField, LanguageField, PlainText, RadioGroup, TextArea, TextField, textOf, useLocale, useT } from '@hiroba/ui';
import { layouts, sidesOf, type Alignment, type Layout } from '@hiroba/comments';
import { AskFields, askInput, instantTyped } from '@hiroba/spaces/web/fields';
import type { DebateAskFragment, DebateRoomFragment } from './gql/graphql.ts';

interface DebateFieldsProps {
  readonly rules: DebateRoomFragment['rules'];
  /** Whether an office asks: it says on its ask card what can change and who decides, and sets the window itself. */
  readonly official: boolean;
  readonly debate?: {
    readonly question: string; readonly background: string; readonly locale: string; readonly layout: string; readonly alignment: string;
    readonly opensAt: string | null; readonly closesAt: string | null; readonly ask: DebateAskFragment;
  };
}

/** What a debate is asked for: its question, what stands behind it, how it is laid out, and how long it is open. */
export function DebateFields({ rules, official, debate }: DebateFieldsProps) {
  const t = useT();
  const guide = localized(rules.guide, useLocale());
  return (
    <>
      {guide.text ? <div className="panel panel-quiet" lang={guide.lang}><PlainText text={guide.text} /></div> : null}
      <TextField name="question" label={t('debates.form.question')} hint={t('debates.form.questionHint')} defaultValue={debate?.question} width="full" />
      <TextArea
        name="background" label={t('debates.form.background')} hint={t('debates.form.backgroundHint')} max={10_000} rows={8} optional
        defaultValue={debate?.background}
      />
      {official ? <AskFields ask={debate?.ask} /> : null}
      <RadioGroup
        name="layout" label={t('debates.form.layout')} hint={t('debates.form.layoutHint')} defaultValue={debate?.layout ?? 'SINGLE'}
        options={layouts.map((value) => ({ value, label: t(`debates.layout.${value}`), hint: t(`debates.layout.${value}.hint`) }))}
      />
      <RadioGroup
        name="alignment" label={t('debates.form.alignment')} defaultValue={debate?.alignment ?? 'OFF'}
        options={Object.keys(sidesOf).map((value) => ({ value, label: t(`debates.alignment.${value}`) }))}
      />
      {official ? (
        <div className="grid items-start gap-6 sm:grid-cols-2">
          <DateTimeField name="opensAt" label={t('debates.form.opensAt')} hint={t('debates.form.opensAtHint')} optional defaultValue={debate?.opensAt} />
          <DateTimeField name="closesAt" label={t('debates.form.closesAt')} hint={t('debates.form.closesAtHint')} optional defaultValue={debate?.closesAt} />
        </div>
      ) : <p className="text-ink-soft">{t('debates.form.days', { days: rules.days })}</p>}
      <LanguageField defaultValue={debate?.locale} />
    </>
  );
}

/** What was typed into the fields; a date that is none is told from one that was left out. */
export function debateInput(form: FormData, zone: string) {
  const instant = (name: string) => {
    const typed = textOf(form, name).trim();
    return typed ? (instantTyped(typed, zone)?.toISOString() ?? null) : null;
  };
  return {
    question: textOf(form, 'question'), background: textOf(form, 'background'), locale: textOf(form, 'locale') || 'ja',
    layout: (layouts.find((layout) => layout === form.get('layout')) ?? 'SINGLE') as Layout,
    alignment: ((Object.keys(sidesOf) as Alignment[]).find((one) => one === form.get('alignment')) ?? 'OFF') as Alignment,
    ask: askInput(form), opensAt: instant('opensAt'), closesAt: instant('closesAt'),
  };
}

/** The date field that holds something else than a date. */
export const badDate = (form: FormData, zone: string): string | undefined =>
  ['opensAt', 'closesAt'].find((name) => textOf(form, name).trim() !== '' && instantTyped(textOf(form, name), zone) === undefined);
