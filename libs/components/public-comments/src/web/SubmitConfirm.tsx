import { localized } from '@hiroba/kernel';
import { Button, ButtonRow, Facts, Form, PlainText, Section, useLocale, useT, type Fact } from '@hiroba/ui';
import { contactParts } from '../domain/submission.ts';
import { keptFields } from './submission-files.ts';
import type { SubmissionFormFragment } from './gql/graphql.ts';

/** What was typed, by the names of the fields. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** What will be sent, to be read once more; nothing has been sent yet. */
export function SubmitConfirm({ typed, asked }: { typed: Typed; asked: SubmissionFormFragment['asked'] }) {
  const t = useT();
  const locale = useLocale();
  const of = (name: string): string => typed[name]?.[0] ?? '';
  const labels = typed[keptFields.label] ?? [];
  const category = asked.categories.find(({ code }) => code === of('category'));
  const say = (text: object): string => localized(text as never, locale).text;
  const facts: Fact[] = [
    ...(labels.length > 0 ? [{ term: t('public-comments.files.title'), value: <ul>{labels.map((label, n) => <li key={n}>{label}</li>)}</ul> }] : []),
    ...(category ? [{ term: t('public-comments.submit.category.short'), value: say(category.label) }] : []),
    ...(category?.extra ? [{ term: say(category.extra), value: of(`extra.${category.code}`) }] : []),
    ...contactParts.filter((part) => of(`contact.${part}`) !== '').map((part) => ({ term: t(`public-comments.submit.${part}`), value: of(`contact.${part}`) })),
    ...(of('notify') ? [{ term: t('public-comments.submit.notify.short'), value: t('public-comments.submit.notify.yes') }] : []),
  ];
  const carried = Object.entries(typed).flatMap(([name, values]) => values.map((value, n) => <input key={`${name}${n}`} type="hidden" name={name} value={value} />));
  return (
    <>
      <Section title={t('public-comments.submit.opinion')}><PlainText text={of('body')} /></Section>
      {facts.length > 0 ? <Section title={t('public-comments.submit.you')}><Facts facts={facts} /></Section> : null}
      <ButtonRow>
        <Form name="send" className="contents">{carried}<Button weight="primary">{t('public-comments.submit.send')}</Button></Form>
        <Form name="back" className="contents">{carried}<Button>{t('public-comments.submit.back')}</Button></Form>
      </ButtonRow>
    </>
  );
}
