import { localized } from '@hiroba/kernel';
import {
  ActionButton, Button, ButtonRow, DateTime, DateTimeField, Disclosure, Form, Notice, PlainText, TextField, useLocale, useOutcome, useT, useViewer,
} from '@hiroba/ui';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import { AnswerFields, useStatusChoices, type AnswerSoFar } from './AnswerFields.tsx';
import type { AnswerPageQuery, RoomFactsFragment } from './gql/graphql.ts';
import { AnswerBody } from './OfficialAnswer.tsx';
import { factsOf } from './proposal-facts.ts';
import { useRoomRefusal } from './room.tsx';

type Asked = NonNullable<AnswerPageQuery['proposal']>;
type Place = Extract<NonNullable<AnswerPageQuery['component']>, { __typename: 'ProposalsComponent' }>;

interface AnswerFormsProps {
  readonly proposal: Asked;
  readonly room: RoomFactsFragment & Pick<Place, 'rules'>;
  /** The office of whoever answers. */
  readonly office: string;
}

/** The answer being written, or waiting for its time; and the one that was given. */
export function AnswerForms({ proposal, room, office }: AnswerFormsProps) {
  const t = useT();
  const { preparedAnswer: draft, answers, answerVersions, answerKind } = proposal;
  const given = answers.at(-1);
  return (
    <section id="answer" className="answer-forms grid content-start gap-8 min-w-0" aria-labelledby="answering" tabIndex={-1}>
      <h2 id="answering" className="heading-3">{t(answerVersions > 0 ? 'proposals.answering.correction' : 'proposals.answering.heading')}</h2>
      {given ? <Disclosure summary={t('proposals.answering.given')}><AnswerBody answer={given} /></Disclosure> : null}
      {draft?.publishAt ? <Scheduled draft={draft} publishAt={draft.publishAt} /> : <WriteAnswer proposal={proposal} room={room} office={office} />}
      {draft && !draft.publishAt ? (
        <Disclosure summary={t('proposals.answering.discard')}>
          <Form name="discard" className="grid gap-4">
            <p className="measure">{t('proposals.answering.discardText')}</p>
            <div><Button weight="danger">{t('proposals.answering.discardAct')}</Button></div>
          </Form>
        </Disclosure>
      ) : null}
      {answerKind && !draft?.publishAt ? (
        <Disclosure summary={t('proposals.answering.clear')}>
          <Form name="clear" className="grid gap-4">
            <p className="measure">{t('proposals.answering.clearText')}</p>
            <TextField name="reason" label={t('proposals.answering.clearReason')} hint={t('proposals.answering.reasonHint')} width="full" />
            <div><Button weight="danger">{t('proposals.answering.clearAct')}</Button></div>
          </Form>
        </Disclosure>
      ) : null}
    </section>
  );
}

function WriteAnswer({ proposal, room, office }: AnswerFormsProps) {
  const t = useT();
  const refusal = useRoomRefusal(proposalPolicy.answer, factsOf(proposal, useViewer().personId));
  const outcome = useOutcome();
  const { preparedAnswer: draft, answers, answerVersions } = proposal;
  const { costs, answerPublication, answerStatuses } = room.rules;
  const last = answers.findLast(({ kind }) => kind !== null);
  const soFar: AnswerSoFar = draft ?? (last ? { ...last, status: null, reason: '' } : {});
  const main = (way: string) => (answerPublication === way ? 'primary' : 'secondary');
  return (
    <Form keep key={draft?.edition ?? 0}>
      <input type="hidden" name="edition" value={draft?.edition ?? 0} />
      {draft ? <p className="text-ink-soft">{t('proposals.answering.prepared')}<DateTime at={draft.editedAt} relative /></p> : null}
      {outcome?.refusal.code === 'STALE' && draft ? (
        <Notice kind="warning" title={t('proposals.answering.stale')}>
          <p>{t('proposals.answering.staleText')}</p>
          <PlainText text={draft.text.ja ?? draft.text.en ?? ''} lang={draft.text.ja ? 'ja' : 'en'} />
        </Notice>
      ) : null}
      <AnswerFields
        choice="status" choices={useStatusChoices(answerStatuses)} costs={costs} corrects={answerVersions > 0 ? 'YES' : 'NO'}
        answer={{ ...soFar, status: soFar.status ?? answerStatuses.find(({ kind }) => kind === proposal.answerKind)?.key ?? null, office: soFar.office || office }}
      />
      <ButtonRow>
        <ActionButton refusal={refusal} name="when" value="PREPARE" weight={main('BATCH')}>{t('proposals.answering.prepare')}</ActionButton>
        <ActionButton refusal={refusal} name="when" value="NOW" weight={main('AT_ONCE')}>
          {t(answerVersions > 0 ? 'proposals.answering.correct' : 'proposals.answering.publish')}
        </ActionButton>
      </ButtonRow>
      <Disclosure summary={t('proposals.answering.later')} open={answerPublication === 'AT_TIME' || outcome?.refusal.field === 'publishAt' || undefined}>
        <div className="grid gap-4">
          <DateTimeField name="publishAt" label={t('proposals.answering.publishAt')} hint={t('proposals.answering.publishAtHint')} optional />
          <ButtonRow>
            <ActionButton refusal={refusal} name="when" value="AT" weight={main('AT_TIME')}>{t('proposals.answering.schedule')}</ActionButton>
          </ButtonRow>
        </div>
      </Disclosure>
    </Form>
  );
}

function Scheduled({ draft, publishAt }: { draft: NonNullable<Asked['preparedAnswer']>; publishAt: string }) {
  const t = useT();
  const { text, lang } = localized(draft.text, useLocale());
  return (
    <div className="grid gap-4">
      <Notice title={t('proposals.answering.scheduled')}>
        <p><DateTime at={publishAt} relative /></p>
        <p>{t('proposals.answering.scheduledText')}</p>
      </Notice>
      <PlainText text={text} lang={lang} />
      <Form name="unschedule"><ButtonRow><ActionButton weight="secondary">{t('proposals.answering.unschedule')}</ActionButton></ButtonRow></Form>
    </div>
  );
}
