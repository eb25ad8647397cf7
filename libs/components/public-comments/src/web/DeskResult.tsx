import { ActionButton, Button, CheckboxField, DateField, Disclosure, Form, LinkButton, links, Notice, PlainText, Section, TextArea, TextField, TextLink, useLocale, useT } from '@hiroba/ui';
import { roundPolicy } from '../domain/round.policy.ts';
import { ApproveForms, Steps } from './DeskApprove.tsx';
import type { DeskRound, DeskWork } from './DeskDraft.tsx';
import { factsOf } from './round-facts.ts';
import { useRoomRefusal } from './room.tsx';

interface DeskProps {
  readonly round: DeskRound;
  readonly work: DeskWork;
  readonly to: string;
}

/** What keeps the result from being published, each kind with the way to it. */
function Gaps({ work }: { work: DeskWork }) {
  const t = useT();
  const to = links(useLocale());
  if (work.gaps.length === 0) return <p className="font-700">{t('public-comments.gaps.none')}</p>;
  return (
    <Notice kind="warning" level={3} title={t('public-comments.gaps.title')}>
      <ul className="list-disc ps-6">
        {work.gaps.map(({ code, count, path }) => {
          const words = t(`public-comments.gap.${code}`, { count });
          return <li key={code}>{path ? <TextLink to={to.below(path)}>{words}</TextLink> : words}</li>;
        })}
      </ul>
    </Notice>
  );
}

function ResultFields({ text, originalsRoute, summarised }: { text?: string; originalsRoute?: string; summarised?: boolean }) {
  const t = useT();
  return (
    <>
      <TextArea name="text" label={t('public-comments.result.text')} hint={t('public-comments.result.text.hint')} max={20_000} rows={8} defaultValue={text} />
      <CheckboxField name="summarised" label={t('public-comments.result.summarised')} defaultChecked={summarised ?? false} />
      <TextField name="originalsRoute" label={t('public-comments.result.route')} hint={t('public-comments.result.route.hint')} optional width="full" defaultValue={originalsRoute} />
    </>
  );
}

/** The answer being written: what is missing, and the step to approval. */
export function AnswerDesk({ round, work, to }: DeskProps) {
  const t = useT();
  return (
    <>
      <Section title={t('public-comments.answer.title')} lead={t('public-comments.answer.lead')}>
        <Gaps work={work} />
        <Form name="propose" keep>
          <ResultFields text={work.proposed?.text ?? ''} originalsRoute={work.proposed?.originalsRoute ?? ''} summarised={work.proposed?.summarised ?? false} />
          <div><ActionButton refusal={useRoomRefusal(roundPolicy.requestResponseApproval, factsOf(round))}>{t('public-comments.answer.act')}</ActionButton></div>
        </Form>
      </Section>
      <FinalText round={round} to={to} />
      <DelayForm />
      <NotAdoptedForm />
    </>
  );
}

/** A result before those who approve it. */
export function ResultReview({ round, work, to }: DeskProps) {
  const t = useT();
  const steps = work.steps.filter(({ what, review }) => what === 'RESULT' && review === work.review);
  const approved = steps.length >= round.profile.approvalSteps || steps.some(({ external }) => external !== null);
  const refusal = useRoomRefusal(roundPolicy.publishResult, factsOf(round));
  const proposed = work.proposed ? <article className="panel grid gap-4"><h3 className="heading-3">{t('public-comments.result.title')}</h3><PlainText text={work.proposed.text} lang={round.locale} /></article> : null;
  return (
    <>
      <Gaps work={work} />
      {proposed}
      {approved ? (
        <Section title={t('public-comments.publish.title')} lead={t('public-comments.publish.lead')}>
          <Steps round={round} work={work} what="RESULT" />
          <Form name="publish"><div><ActionButton refusal={refusal}>{t('public-comments.publish.act')}</ActionButton></div></Form>
        </Section>
      ) : <ApproveForms round={round} work={work} what="RESULT" to={to} />}
      <FinalText round={round} to={to} />
    </>
  );
}

/** A round with its result: the decision, or a correction. */
export function EndedDesk({ round, to }: Omit<DeskProps, 'work'>) {
  const t = useT();
  const [result] = round.notices.filter(({ kind }) => kind === 'RESULT');
  const adopting = useRoomRefusal(roundPolicy.adopt, factsOf(round));
  return (
    <>
      <FinalText round={round} to={to} />
      {round.stage === 'RESULT_PUBLISHED' ? (
        <>
          <Section title={t('public-comments.adopt.title')} lead={t('public-comments.adopt.lead')}>
            <Form name="adopt">
              <DateField name="on" label={t('public-comments.adopt.on')} />
              <TextArea name="text" label={t('public-comments.adopt.text')} hint={t('public-comments.adopt.text.hint')} max={5_000} rows={4} />
              <div><ActionButton refusal={adopting}>{t('public-comments.adopt.act')}</ActionButton></div>
            </Form>
          </Section>
          <NotAdoptedForm />
        </>
      ) : null}
      <Disclosure summary={t('public-comments.correctResult.summary')}>
        <Form name="correctResult">
          <ResultFields text={result?.text ?? ''} originalsRoute={result?.originalsRoute ?? ''} summarised={Boolean(result?.originalsRoute)} />
          <TextArea name="reason" label={t('public-comments.reason')} hint={t('public-comments.reason.hint')} max={1_000} rows={2} />
          <div><Button>{t('public-comments.correctResult.act')}</Button></div>
        </Form>
      </Disclosure>
    </>
  );
}

function FinalText({ round, to }: Omit<DeskProps, 'work'>) {
  const t = useT();
  return (
    <Section title={t('public-comments.final.title')} lead={t(round.finalPlan ? 'public-comments.final.there' : 'public-comments.final.lead')}>
      <p><LinkButton to={`${to}/text`}>{t('public-comments.final.link')}</LinkButton></p>
    </Section>
  );
}

/** Why the answer is late, and until when it is promised now. */
export function DelayForm() {
  const t = useT();
  return (
    <Disclosure summary={t('public-comments.delay.summary')}>
      <Form name="delay">
        <TextArea name="reason" label={t('public-comments.reason')} hint={t('public-comments.reason.hint')} max={1_000} rows={2} />
        <DateField name="until" label={t('public-comments.delay.until')} />
        <div><Button>{t('public-comments.delay.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}

function NotAdoptedForm() {
  const t = useT();
  return (
    <Disclosure summary={t('public-comments.notAdopted.summary')}>
      <Form name="notAdopted">
        <TextArea name="text" label={t('public-comments.notAdopted.text')} hint={t('public-comments.reason.hint')} max={5_000} rows={4} />
        <CheckboxField name="again" label={t('public-comments.notAdopted.again')} />
        <div><Button weight="danger">{t('public-comments.notAdopted.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}
