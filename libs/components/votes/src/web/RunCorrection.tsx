import { ActionButton, ButtonRow, Form, NumberField, Section, TextArea, useT } from '@hiroba/ui';
import type { Correction } from '../domain/correction.ts';
import { keysOfPaper } from '../domain/paper.ts';
import type { VoteType } from '../domain/vote.ts';

interface RunCorrectionProps {
  readonly type: VoteType;
  readonly codes: readonly string[];
  readonly asked: { readonly text: string; readonly mine: boolean } | undefined;
}

/** Putting paper ballots right after an objection was upheld: one member of staff says how, a second does it. */
export function RunCorrection({ type, codes, asked }: RunCorrectionProps) {
  const t = useT();
  const entry = asked && (JSON.parse(asked.text) as Correction);
  const listed = (lines: readonly string[]): string => lines.map((line) => keysOfPaper(type, codes, line)).join(' / ') || t('votes.correction.none');
  return (
    <Section title={t('votes.correction.title')} lead={t('votes.correction.lead')}>
      {entry ? (
        <div className="panel grid gap-3">
          {asked.mine ? null : <p>{t('votes.asked.other')}</p>}
          <p className="font-700">{t('votes.batch.name', { n: entry.batch })}</p>
          <p>{t('votes.correction.removed')}: <kbd>{listed(entry.removed)}</kbd></p>
          <p>{t('votes.correction.added')}: <kbd>{listed(entry.added)}</kbd></p>
          <p className="measure">{entry.reason}</p>
          {asked.mine ? <p>{t('votes.asked.mine')}</p> : <Form name="correct"><ButtonRow><ActionButton>{t('votes.correction.act')}</ActionButton></ButtonRow></Form>}
        </div>
      ) : null}
      <Form name="askCorrect">
        <NumberField name="batch" label={t('votes.batch.n')} />
        <TextArea name="removed" label={t('votes.correction.removed')} hint={`${t('votes.correction.lines')} ${t(`votes.papers.hint.${type}`)}`} rows={4} max={5_000} optional />
        <TextArea name="added" label={t('votes.correction.added')} hint={t('votes.correction.lines')} rows={4} max={5_000} optional />
        <TextArea name="reason" label={t('votes.form.reason')} hint={t('votes.override.reasonHint')} rows={4} max={1_000} />
        <ButtonRow><ActionButton weight="secondary">{t('votes.correction.ask')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}
