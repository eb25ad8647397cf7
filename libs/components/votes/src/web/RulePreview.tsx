import { ActionButton, ButtonRow, FileField, Form, Notice, Section, SelectField, Table, useT } from '@hiroba/ui';
import { adviceOf } from '../domain/advice.ts';
import type { Preview } from '../domain/preview.ts';
import { methodsOf } from '../domain/vote.methods.ts';
import type { VoteType } from '../domain/vote.ts';
import { yen } from './money.ts';

interface RulePreviewProps {
  readonly preview: Preview | null;
  readonly type: VoteType;
  readonly seats: number;
  /** The names of the options of this vote, by their codes. */
  readonly names: Readonly<Record<string, string>>;
  /** Votes of this place whose result is out. */
  readonly earlier: readonly { readonly id: string; readonly title: string }[];
}

/** Trying rules on other ballots before one of them stands, with what that speaks for in plain words. */
export function RulePreview({ preview, type, seats, names, earlier }: RulePreviewProps) {
  const t = useT();
  return (
    <Section title={t('votes.preview.title')} lead={t('votes.preview.lead')}>
      {preview ? <Figures preview={preview} type={type} seats={seats} names={names} /> : null}
      <Form name="preview" withFiles>
        {earlier.length > 0 ? (
          <SelectField
            name="from" label={t('votes.preview.from')} width="full" optional
            options={[{ value: '', label: t('votes.preview.madeUp') }, ...earlier.map(({ id, title }) => ({ value: id, label: title }))]}
          />
        ) : null}
        <FileField name="file" label={t('votes.preview.file')} hint={t(type === 'ranked' ? 'votes.preview.fileHint.ranked' : 'votes.preview.fileHint.budget')} accept={type === 'ranked' ? '.csv,.soi,.toi,.soc,.toc' : '.pb'} optional />
        <ButtonRow><ActionButton weight="secondary">{t('votes.preview.act')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}

function Figures({ preview, type, seats, names }: Omit<RulePreviewProps, 'earlier' | 'preview'> & { preview: Preview }) {
  const t = useT();
  const advice = adviceOf(preview, seats);
  const known = methodsOf[type].includes(advice.method);
  const about = t('votes.preview.about', { title: preview.title || t('votes.preview.madeUp'), ballots: preview.ballots, options: preview.options });
  return (
    <>
      <p>{about}</p>
      {preview.kind === 'BUDGET' ? (
        <>
          <Table
            caption={t('votes.preview.table')} rows={preview.rules} rowKey={({ rule }) => rule}
            columns={[
              { key: 'rule', head: t('votes.count.rule'), cell: ({ rule }) => t(`votes.count.rule.${rule}`) },
              { key: 'winners', head: t('votes.count.won'), numeric: true, cell: ({ winners }) => String(winners) },
              { key: 'cost', head: t('votes.preview.spent'), numeric: true, cell: ({ cost }) => yen(cost) },
              { key: 'without', head: t('votes.count.without'), numeric: true, cell: ({ without }) => t('votes.count.people', { count: without }) },
            ]}
          />
          <p>{t('votes.count.compared', { more: preview.more, fewer: preview.fewer })}</p>
        </>
      ) : (
        <Table
          caption={t('votes.preview.table')} rows={['irv', 'schulze', 'stv', 'plurality'] as const} rowKey={(rule) => rule}
          columns={[
            { key: 'rule', head: t('votes.count.rule'), cell: (rule) => t(`votes.method.${rule}`) },
            { key: 'winners', head: t('votes.result.chosen'), wraps: true, cell: (rule) => preview[rule].map((id) => names[id] ?? id).join(', ') },
          ]}
        />
      )}
      {known ? <Notice title={t('votes.preview.advice', { method: t(`votes.method.${advice.method}`) })} level={3}><p>{t(`votes.preview.why.${advice.why}`)}</p></Notice> : null}
    </>
  );
}
