import { ActionButton, Button, ButtonRow, Disclosure, FileField, Form, ImportProblems, Notice, PlainText, SelectField, Table, TextLink, useInterlude, useSite, useT } from '@hiroba/ui';
import { hiddenFields } from '@hiroba/ui';
import type { BringOfficeSheetMutation, DeskOpinionsPageQuery } from './gql/graphql.ts';

type Report = Extract<BringOfficeSheetMutation['outcome'], { readonly __typename: 'OfficeSheetReport' }>;

/** Sheets for sections: out, and back again after a trial that says what would be changed. */
export function Sheets({ offices, to }: { offices: DeskOpinionsPageQuery['offices']; to: string }) {
  const t = useT();
  const { formToken } = useSite();
  const all = { value: '', label: t('public-comments.sheet.all') };
  return (
    <Disclosure summary={t('public-comments.sheet.title')} open={useInterlude('sheet') !== undefined}>
      <p className="measure">{t('public-comments.sheet.lead')}</p>
      <form method="post" action={`${to}/desk/sheet`} className="form">
        {formToken ? <input type="hidden" name={hiddenFields.token} value={formToken} suppressHydrationWarning /> : null}
        <SelectField
          name="office" label={t('public-comments.assign.office')}
          options={[all, ...offices.map(({ name, opinions, undecided }) => ({ value: name, label: t('public-comments.sheet.office', { name, opinions, undecided }) }))]}
        />
        <ButtonRow>
          <Button name="format" value="XLSX">{t('public-comments.sheet.xlsx')}</Button>
          <Button name="format" value="CSV">{t('public-comments.sheet.csv')}</Button>
        </ButtonRow>
      </form>
      <Form name="sheet" withFiles>
        <FileField name="file" label={t('public-comments.sheet.file')} hint={t('public-comments.sheet.file.hint')} accept=".xlsx,.csv,.txt" />
        <ButtonRow>
          <ActionButton name="act" value="try">{t('public-comments.sheet.try')}</ActionButton>
          <ActionButton name="act" value="bring" weight="secondary">{t('public-comments.sheet.act')}</ActionButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

/** What a sheet that came back did, or would do, in front of all else. */
export function SheetReport({ to }: { to: string }) {
  const t = useT();
  const report = useInterlude('sheet')?.found as Report | undefined;
  if (!report) return null;
  const { dryRun, rows, applied, same, untouched, conflicts, problems, ignored } = report;
  const title = problems.length > 0 ? t('public-comments.sheet.wrong', { count: problems.length }) : t(dryRun ? 'public-comments.sheet.would' : 'public-comments.sheet.done', { count: applied });
  return (
    <div role="status" className="grid gap-4">
      <Notice kind={problems.length > 0 ? 'warning' : dryRun ? 'info' : 'success'} title={title}>
        <p>{t('public-comments.sheet.rows', { count: rows, same, untouched })}</p>
        {conflicts.length > 0 ? <p>{t('public-comments.sheet.conflicts.text', { count: conflicts.length })}</p> : null}
        {ignored.length > 0 ? <p>{t('public-comments.sheet.ignored', { names: ignored.join(', ') })}</p> : null}
      </Notice>
      {conflicts.length > 0 ? (
        <Table
          caption={t('public-comments.sheet.conflicts')} rows={conflicts} rowKey={({ opinionId }) => opinionId}
          columns={[
            { key: 'n', head: t('public-comments.result.number'), cell: ({ number, opinionId }) => <TextLink to={`${to}/desk/opinions/${opinionId}`}>{number}</TextLink> },
            { key: 'line', head: t('ui.import.line'), cell: ({ line }) => line },
            { key: 'now', head: t('public-comments.sheet.now'), wraps: true, cell: ({ now }) => <PlainText text={now} /> },
            { key: 'written', head: t('public-comments.sheet.written'), wraps: true, cell: ({ written }) => <PlainText text={written} /> },
          ]}
        />
      ) : null}
      {problems.length > 0 ? <ImportProblems problems={problems} /> : null}
    </div>
  );
}
