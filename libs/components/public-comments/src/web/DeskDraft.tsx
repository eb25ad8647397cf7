import { ActionButton, Button, Disclosure, Facts, Form, Icon, LinkButton, Notice, RichText, Section, SelectField, TextArea, TextField, useT } from '@hiroba/ui';
import { formatCivil, parseDate, type DateLocale } from '@hiroba/kernel';
import { useLocale } from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import type { RoundDeskQuery } from './gql/graphql.ts';
import { factsOf } from './round-facts.ts';
import { useRoomRefusal } from './room.tsx';

type Shown = NonNullable<RoundDeskQuery['round']>;
export type DeskRound = Shown;
export type DeskWork = NonNullable<Shown['work']>;

/** A draft: what is missing, how many days there are, and the step to approval. */
export function DraftDesk({ round, work, to }: { round: Shown; work: DeskWork; to: string }) {
  const t = useT();
  const ready = work.checks.every(({ missing }) => missing === null);
  return (
    <>
      <Section title={t('public-comments.checks.title')} lead={t(ready ? 'public-comments.checks.ready' : 'public-comments.checks.lead')}>
        <ol className="grid gap-3">
          {work.checks.map(({ point, missing }) => (
            <li key={point} className="flex items-start gap-2">
              <Icon name={missing ? 'circle' : 'check'} className="mt-1" />
              <span className="grid gap-1">
                <span className="font-700">{t(`public-comments.check.${point}`)}：{t(missing ? 'public-comments.checks.open' : 'public-comments.checks.done')}</span>
                {missing ? <span className="text-ink-soft">{missing}</span> : null}
              </span>
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap gap-4">
          <LinkButton to={`${to}/write`}>{t('public-comments.desk.write')}</LinkButton>
          <LinkButton to={`${to}/text`}>{t(round.plan ? 'public-comments.desk.textAgain' : 'public-comments.desk.text')}</LinkButton>
          {round.plan ? <LinkButton to={`${to}/plan`}>{t('public-comments.desk.plan')}</LinkButton> : null}
        </div>
        <Form name="request" className="grid gap-4">
          <div><ActionButton refusal={useRoomRefusal(roundPolicy.requestApproval, factsOf(round))}>{t('public-comments.desk.request')}</ActionButton></div>
          <p className="text-ink-soft measure">{t('public-comments.desk.request.hint', { steps: round.profile.approvalSteps })}</p>
        </Form>
      </Section>
      <DaysBox round={round} />
      <Preview round={round} />
      <NotHeld round={round} />
      {work.review === 0 ? (
        <Disclosure summary={t('public-comments.discard.summary')}>
          <Form name="discard" className="grid gap-4">
            <p className="measure">{t('public-comments.discard.text')}</p>
            <div><Button weight="danger">{t('public-comments.discard.act')}</Button></div>
          </Form>
        </Disclosure>
      ) : null}
    </>
  );
}

/** The days of a period as they are counted, with what staff should know of them. */
export function DaysBox({ round: { days } }: { round: Shown }) {
  const t = useT();
  const locale = useLocale() as DateLocale;
  if (!days) return null;
  const day = (text: string) => {
    const parsed = parseDate(text);
    return 'date' in parsed ? formatCivil(parsed.date, locale) : text;
  };
  return (
    <Section title={t('public-comments.days.title')}>
      <Facts
        facts={[
          { term: t('public-comments.days.first'), value: day(days.first) },
          { term: t('public-comments.days.last'), value: day(days.last) },
          { term: t('public-comments.fact.days'), value: t('public-comments.days.of', { days: days.days, min: days.minDays }) },
        ]}
      />
      {days.warnings.length > 0 ? (
        <Notice kind="warning" level={3} title={t('public-comments.days.mind')}>
          <ul className="list-disc ps-6">{days.warnings.map((warning) => <li key={warning}>{t(`public-comments.warning.${warning}`)}</li>)}</ul>
        </Notice>
      ) : null}
    </Section>
  );
}

function Preview({ round }: { round: Shown }) {
  const t = useT();
  return (
    <Disclosure summary={t('public-comments.desk.preview')}>
      <article className="grid gap-4"><h3 className="heading-3" lang={round.locale}>{round.title}</h3><RichText html={round.html} lang={round.locale} /></article>
    </Disclosure>
  );
}

function NotHeld({ round }: { round: Shown }) {
  const t = useT();
  const { exemptions } = round.profile;
  if (exemptions.length === 0) return null;
  return (
    <Disclosure summary={t('public-comments.notHeld.summary')}>
      <Form name="notHeld">
        <p className="measure">{t('public-comments.notHeld.text')}</p>
        <SelectField
          name="exemption" label={t('public-comments.notHeld.exemption')} width="full"
          options={exemptions.map((value) => ({ value, label: t(`public-comments.exemption.${value}`) }))}
        />
        <TextArea name="reason" label={t('public-comments.reason')} hint={t('public-comments.reason.hint')} max={1_000} rows={3} />
        <TextField name="equivalent" label={t('public-comments.notHeld.equivalent')} optional width="full" />
        <div><Button weight="danger">{t('public-comments.notHeld.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}
