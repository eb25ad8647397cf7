import { ActionButton, Button, DateField, DateTime, Disclosure, Form, LinkButton, Notice, RichText, Section, TextArea, TextField, useT } from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import { DaysBox, type DeskRound, type DeskWork } from './DeskDraft.tsx';
import { factsOf } from './round-facts.ts';
import { useRoomRefusal } from './room.tsx';

interface ApproveProps {
  readonly round: DeskRound;
  readonly work: DeskWork;
  readonly what: 'NOTICE' | 'RESULT';
  readonly to: string;
}

/** Who has approved so far, and how many are needed. */
export function Steps({ round, work, what }: Omit<ApproveProps, 'to'>) {
  const t = useT();
  const steps = work.steps.filter((step) => step.what === what && step.review === work.review);
  return (
    <>
      <p>{t('public-comments.approve.many', { done: steps.length, of: round.profile.approvalSteps })}</p>
      {steps.length > 0 ? (
        <ol className="grid gap-2 list-decimal ps-6">
          {steps.map(({ n, at, by, note, external }) => (
            <li key={n}>
              {external ? t('public-comments.approve.elsewhere', { number: external.number, on: external.on }) : by} <DateTime at={at} />
              {note ? <span className="block text-ink-soft">{note}</span> : null}
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}

/** The forms of whoever approves: yes, back, or by a decision made in another system. */
export function ApproveForms({ round, work, what, to }: ApproveProps) {
  const t = useT();
  const refusal = useRoomRefusal(roundPolicy.approve, factsOf(round));
  return (
    <>
      <Section title={t(`public-comments.approve.${what}`)} lead={t('public-comments.approve.lead')}>
        <Steps round={round} work={work} what={what} />
        {what === 'NOTICE' ? (
          <>
            <article className="panel grid gap-4"><h3 className="heading-3" lang={round.locale}>{round.title}</h3><RichText html={round.html} lang={round.locale} /></article>
            <p><LinkButton to={`${to}/plan`}>{t('public-comments.desk.plan')}</LinkButton></p>
          </>
        ) : null}
        {work.wrote ? <Notice level={3} title={t('public-comments.approve.wrote')} /> : (
          <Form name="approve">
            <TextArea name="note" label={t('public-comments.approve.note')} max={1_000} rows={2} optional />
            <div><ActionButton refusal={refusal}>{t('public-comments.approve.act')}</ActionButton></div>
          </Form>
        )}
        <Disclosure summary={t('public-comments.approve.external')}>
          <Form name="external">
            <p className="measure">{t('public-comments.approve.external.text')}</p>
            <TextField name="external.number" label={t('public-comments.approve.number')} hint={t('public-comments.approve.number.hint')} />
            <DateField name="external.on" label={t('public-comments.approve.on')} />
            <div><Button>{t('public-comments.approve.external.act')}</Button></div>
          </Form>
        </Disclosure>
        <Disclosure summary={t('public-comments.return.summary')}>
          <Form name="return">
            <TextArea name="reason" label={t('public-comments.return.reason')} max={1_000} rows={3} />
            <div><Button>{t('public-comments.return.act')}</Button></div>
          </Form>
        </Disclosure>
      </Section>
      {what === 'NOTICE' ? <DaysBox round={round} /> : null}
    </>
  );
}
