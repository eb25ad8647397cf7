import { Button, ButtonRow, Disclosure, FileField, Form, ImportProblems, Notice, useInterlude, useT } from '@hiroba/ui';
import type { TryIntakeListMutation } from './gql/graphql.ts';

type Report = Extract<TryIntakeListMutation['outcome'], { readonly __typename: 'IntakeListReport' }>;

/** A list of opinions, CSV or Excel: tried first, which changes nothing, then brought in without choosing it again. */
export function IntakeList() {
  const t = useT();
  const report = useInterlude('list')?.found as Report | undefined;
  return (
    <Disclosure summary={t('public-comments.list.title')} open={report !== undefined}>
      {report ? <ListReport report={report} /> : null}
      <Form name="list" withFiles>
        <p className="measure">{t('public-comments.list.lead')}</p>
        <p className="measure text-ink-soft">{t('public-comments.list.columns')}</p>
        <FileField name="file" label={t('public-comments.list.file')} hint={t('public-comments.list.file.hint')} accept=".xlsx,.csv,.txt" />
        <div><Button>{t('public-comments.list.try')}</Button></div>
      </Form>
    </Disclosure>
  );
}

/** What a list did, or would do. */
function ListReport({ report: { dryRun, rows, added, known, late, channels, changed, problems, ignored, slip } }: { report: Report }) {
  const t = useT();
  const title = problems.length > 0 ? t('public-comments.list.wrong') : t(dryRun ? 'public-comments.list.would' : 'public-comments.list.done', { count: added });
  return (
    <div role="status" className="grid gap-4">
      <Notice kind={problems.length > 0 ? 'warning' : dryRun ? 'info' : 'success'} title={title}>
        <p>{t('public-comments.list.rows', { rows, known })}</p>
        {channels.length > 0 ? (
          <ul className="list-disc pl-6">
            {channels.map(({ channel, submissions }) => <li key={channel}>{t('public-comments.list.way', { way: t(`public-comments.channel.${channel}`), count: submissions })}</li>)}
          </ul>
        ) : null}
        {late > 0 ? <p>{t('public-comments.list.late', { count: late })}</p> : null}
        {ignored.length > 0 ? <p>{t('public-comments.sheet.ignored', { names: ignored.join(', ') })}</p> : null}
        {dryRun ? null : <p>{t('public-comments.list.next')}</p>}
      </Notice>
      {changed.length > 0 ? <Notice kind="warning" title={t('public-comments.list.changed')}><ImportProblems problems={changed} /></Notice> : null}
      {problems.length > 0 ? <ImportProblems problems={problems} /> : null}
      {slip !== '' && added > 0 ? (
        <Form name="list">
          <input type="hidden" name="slip" value={slip} />
          <ButtonRow><Button weight="primary">{t('public-comments.list.act', { count: added })}</Button></ButtonRow>
        </Form>
      ) : null}
    </div>
  );
}
