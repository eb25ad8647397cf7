import { ActionButton, Button, DateField, Disclosure, Form, LinkButton, Section, TextArea, useT, type Weight } from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import type { RoundStatus } from '../domain/round.ts';
import { DaysBox, type DeskRound } from './DeskDraft.tsx';
import { DelayForm } from './DeskResult.tsx';
import { factsOf } from './round-facts.ts';
import { useRoomRefusal } from './room.tsx';

/** A round that is out: more time, a correction, a pause, an end. */
export function RunningDesk({ round, status, to }: { round: DeskRound; status: RoundStatus; to: string }) {
  const t = useT();
  const facts = factsOf(round);
  const [suspending, resuming] = [useRoomRefusal(roundPolicy.suspend, facts), useRoomRefusal(roundPolicy.resume, facts)];
  return (
    <>
      {status === 'SUSPENDED' ? (
        <Section title={t('public-comments.resume.title')} lead={t('public-comments.resume.lead')}>
          <Form name="resume"><div><ActionButton refusal={resuming}>{t('public-comments.resume.act')}</ActionButton></div></Form>
        </Section>
      ) : null}
      {status === 'CLOSED'
        ? <Disclosure summary={t('public-comments.extend.title')}><ExtendForm round={round} weight="secondary" /></Disclosure>
        : <Section title={t('public-comments.extend.title')}><ExtendForm round={round} weight="primary" /></Section>}
      {status === 'CLOSED' ? <DelayForm /> : (
        <Section title={t('public-comments.correct.title')} lead={t('public-comments.correct.lead')}>
          <p><LinkButton to={`${to}/correct`}>{t('public-comments.correct.link')}</LinkButton></p>
        </Section>
      )}
      {status === 'OPEN' ? (
        <Disclosure summary={t('public-comments.suspend.summary')}>
          <Form name="suspend">
            <p className="measure">{t('public-comments.suspend.text')}</p>
            <TextArea name="reason" label={t('public-comments.reason')} hint={t('public-comments.reason.hint')} max={1_000} rows={2} />
            <div><ActionButton refusal={suspending}>{t('public-comments.suspend.act')}</ActionButton></div>
          </Form>
        </Disclosure>
      ) : null}
      <WithdrawForm />
      <DaysBox round={round} />
    </>
  );
}

/** Gives a round more time; a period only grows. */
function ExtendForm({ round, weight }: { round: DeskRound; weight: Weight }) {
  const t = useT();
  return (
    <Form name="extend">
      <p className="measure text-ink-soft">{t('public-comments.extend.lead')}</p>
      <DateField name="closesAt" label={t('public-comments.extend.closesAt')} hint={t('public-comments.form.lastDay.hint')} />
      <TextArea name="reason" label={t('public-comments.reason')} hint={t('public-comments.reason.hint')} max={1_000} rows={2} />
      <div><ActionButton weight={weight} refusal={useRoomRefusal(roundPolicy.extend, factsOf(round))}>{t('public-comments.extend.act')}</ActionButton></div>
    </Form>
  );
}

/** Takes a round back; asked for behind a fold, for it cannot be undone. */
export function WithdrawForm() {
  const t = useT();
  return (
    <Disclosure summary={t('public-comments.withdraw.summary')}>
      <Form name="withdraw">
        <p className="measure">{t('public-comments.withdraw.text')}</p>
        <TextArea name="reason" label={t('public-comments.reason')} hint={t('public-comments.reason.hint')} max={1_000} rows={3} />
        <div><Button weight="danger">{t('public-comments.withdraw.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}
