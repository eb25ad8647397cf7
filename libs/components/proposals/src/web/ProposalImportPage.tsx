import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, ActionButton, answersForm, Button, ButtonRow, Facts, FileField, filesOf, Form, formOf, found, ImportProblems, interlude, links, Notice, PageBody, PageHead, query,
  Section, seeOther, submit, useInterlude, useT,
} from '@hiroba/ui';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { ImportProposalsMutation } from './gql/graphql.ts';
import { importProposalsMutation, proposalRoomQuery } from './proposals.graphql.ts';
import { JobList } from './JobList.tsx';
import { jobsQuery } from './jobs.graphql.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

type Report = Extract<ImportProposalsMutation['outcome'], { readonly __typename: 'ProposalImportReport' }>;

/** Loads the place into which texts are brought, for those who work for the city. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { component, viewer } = await query(context, proposalRoomQuery, { id: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const { proposalJobs: jobs } = await query(context, jobsQuery, { componentId: room.id });
  return { room, jobs };
}

/** Tries a file, or brings it in; either way the page says what would happen, or did. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  let report: Report | undefined;
  const answer = await submit({ ...args, form }, importProposalsMutation, (typed) => ({
    componentId: args.params.componentId ?? '', file: filesOf(typed, 'file')[0] ?? null, dryRun: typed.get('act') !== 'import',
  }), {
    onSuccess: (outcome) => {
      const here = addressOf(args).pathname;
      // What takes long goes on by itself, and has a page that says how far it is.
      if (outcome.jobId) return seeOther(`${here.replace(/\/import$/, '')}/jobs/${outcome.jobId}`);
      report = outcome;
      return seeOther(here);
    },
  });
  return report ? interlude(form, report) : answer;
}

/** Bringing in texts that reached the city elsewhere: by post, at a workshop, on another platform. */
export default function ProposalImportPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Import /></Room>;
}

/** The columns that a file may have, as the file names them. */
const columns = ['external_id', 'body', 'title', 'locale', 'credited_to', 'taxonomies', 'address', 'lat', 'lon', 'published_at', 'origin', 'kind'];

function Import() {
  const t = useT();
  const { room, jobs } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(proposalPolicy.import, undefined);
  const report = useInterlude()?.found as Report | undefined;
  return (
    <>
      <PageHead title={t('proposals.import.title')} crumbs={useCrumbs(room, true)} lead={t('proposals.import.lead')} />
      <PageBody>
        {report ? <Told report={report} /> : null}
        <Form withFiles>
          <FileField name="file" label={t('proposals.import.file')} hint={t('proposals.import.fileHint')} accept=".csv,.xlsx,.json,.ndjson,.txt" />
          <ButtonRow>
            <ActionButton refusal={refusal} name="act" value="try">{t('proposals.import.try')}</ActionButton>
            {refusal ? null : <Button name="act" value="import">{t('proposals.import.act')}</Button>}
          </ButtonRow>
        </Form>
        <Section title={t('proposals.import.columns')} lead={t('proposals.import.columnsText')}>
          <Facts facts={columns.map((name) => ({ term: name, value: t(`proposals.import.column.${name}`) }))} />
        </Section>
        <JobList room={room} jobs={jobs} />
      </PageBody>
    </>
  );
}

function Told({ report }: { report: Report }) {
  const t = useT();
  const { rows, added, skipped, ignored, problems, dryRun } = report;
  const title = problems.length > 0 ? t('proposals.import.wrong', { count: problems.length })
    : dryRun ? t('proposals.import.wouldAdd', { count: added }) : t('proposals.import.added', { count: added });
  return (
    <div role="status" className="grid gap-4">
      <Notice title={title}>
        <p>{t('proposals.import.rows', { count: rows })}</p>
        {skipped.length > 0 ? <p>{t('proposals.import.skipped', { count: skipped.length, ids: skipped.slice(0, 20).join(', ') })}</p> : null}
        {ignored.length > 0 ? <p>{t('proposals.import.ignored', { names: ignored.join(', ') })}</p> : null}
      </Notice>
      {problems.length > 0 ? (
        <ImportProblems problems={problems} />
      ) : null}
    </div>
  );
}
