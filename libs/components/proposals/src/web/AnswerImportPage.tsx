import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  ActionButton, addressOf, answersForm, ButtonRow, Empty, FileField, filesOf, Form, formOf, httpError, ImportProblems, interlude, links, Notice, PageBody, PageHead, query,
  Section, SelectField, seeOther, submit, textOf, useInterlude, useLocale, useT,
} from '@hiroba/ui';
import { answerDeskQuery, importAnswersMutation } from './answers.graphql.ts';
import type { ImportAnswersMutation } from './gql/graphql.ts';

type Report = Extract<ImportAnswersMutation['outcome'], { readonly __typename: 'AnswerImportReport' }>;

/** Loads the places whose proposals the viewer answers. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, answerDesk: { places } } = await query(args.context, answerDeskQuery, { queue: 'SCHEDULED' });
  if (!answersForm(args)) {
    if (!viewer.person) throw seeOther(links(args.params.locale ?? 'ja').signIn(addressOf(args).pathname));
    if (!viewer.grants.some(({ role }) => role === 'STAFF')) throw httpError(403, 'FORBIDDEN');
    if (viewer.mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
  }
  return { places };
}

/** Tries a file of answers, or brings it in; either way the page says what would happen, or did. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  return submit({ ...args, form }, importAnswersMutation, (typed) => ({
    componentId: textOf(typed, 'place'), file: filesOf(typed, 'file')[0] ?? null, dryRun: typed.get('act') !== 'import',
  }), { onSuccess: (report) => interlude(form, report) });
}

/** Bringing in answers that were prepared in a table. */
export default function AnswerImportPage() {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const { places } = useLoaderData<typeof loader>();
  const report = useInterlude()?.found as Report | undefined;
  const crumbs = [{ label: t('proposals.desk.desk'), to: to.desk() }, { label: t('proposals.desk.title'), to: to.desk('answers') }];
  return (
    <>
      <PageHead title={t('proposals.importAnswers.title')} lead={t('proposals.importAnswers.lead')} crumbs={crumbs} />
      <PageBody>
        {report ? <Told report={report} /> : null}
        {places.length === 0 ? <Empty>{t('proposals.desk.empty.WAITING')}</Empty> : (
          <Form withFiles>
            <SelectField
              name="place" label={t('proposals.importAnswers.place')} defaultValue={places[0]?.id} width="full"
              options={places.map(({ id, title, space }) => ({
                value: id, label: t('proposals.desk.placeName', { space: localized(space, locale).text, title: localized(title, locale).text }),
              }))}
            />
            <FileField name="file" label={t('proposals.importAnswers.file')} hint={t('proposals.importAnswers.fileHint')} accept=".csv,.xlsx,.json,.ndjson,.txt" />
            <ButtonRow>
              <ActionButton name="act" value="try">{t('proposals.importAnswers.try')}</ActionButton>
              <ActionButton name="act" value="import" weight="secondary">{t('proposals.importAnswers.act')}</ActionButton>
            </ButtonRow>
          </Form>
        )}
        <Section title={t('proposals.import.columns')}><p className="measure">{t('proposals.importAnswers.columnsText')}</p></Section>
      </PageBody>
    </>
  );
}

function Told({ report: { rows, answered, scheduled, skipped, ignored, problems, dryRun } }: { report: Report }) {
  const t = useT();
  const title = problems.length > 0 ? t('proposals.import.wrong', { count: problems.length })
    : t(dryRun ? 'proposals.importAnswers.would' : 'proposals.importAnswers.done', { answered, scheduled });
  return (
    <div role="status" className="grid gap-4">
      <Notice title={title}>
        <p>{t('proposals.import.rows', { count: rows })}</p>
        {skipped.length > 0 ? <p>{t('proposals.importAnswers.skipped', { count: skipped.length })}</p> : null}
        {ignored.length > 0 ? <p>{t('proposals.import.ignored', { names: ignored.join(', ') })}</p> : null}
      </Notice>
      {problems.length > 0 ? <ImportProblems problems={problems} /> : null}
    </div>
  );
}
