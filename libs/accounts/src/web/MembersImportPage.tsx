import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, Button, ButtonRow, Facts, FileField, filesOf, Form, formOf, found, ImportProblems, interlude, Notice, query, Section, seeOther, submit, useInterlude, useT,
} from '@hiroba/ui';
import type { ImportMembersMutation } from './gql/graphql.ts';
import { importMembersMutation, membersQuery } from './members.graphql.ts';
import { MembersDesk } from './MembersDesk.tsx';

type Report = Extract<ImportMembersMutation['outcome'], { readonly __typename: 'MemberImportReport' }>;

/** Loads the space whose members are brought in. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  return { space: found((await query(context, membersQuery, { slug: params.slug ?? '', after: null })).space) };
}

/** Tries a list, or invites everybody on it; either way the page says what would happen, or did. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { space } = await query(args.context, membersQuery, { slug: args.params.slug ?? '', after: null });
  let report: Report | undefined;
  const answer = await submit({ ...args, form }, importMembersMutation, (typed) => ({
    spaceId: space?.id ?? '', file: filesOf(typed, 'file')[0] ?? null, dryRun: typed.get('act') !== 'import',
  }), {
    onSuccess: (outcome) => {
      report = outcome;
      return seeOther(addressOf(args).pathname);
    },
  });
  return report ? interlude(form, report) : answer;
}

const columns = ['mail', 'name', 'role', 'role_en', 'published'] as const;

/** Inviting many people at once, from a list that the city has already. */
export default function MembersImportPage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const report = useInterlude()?.found as Report | undefined;
  return (
    <MembersDesk space={space} title={t('accounts.members.import')} lead={t('accounts.members.importLead')} below>
      {report ? <Told report={report} /> : null}
      <Form withFiles>
        <FileField name="file" label={t('accounts.members.file')} hint={t('accounts.members.fileHint')} accept=".csv,.xlsx,.txt" />
        <ButtonRow>
          <Button name="act" value="try">{t('accounts.members.try')}</Button>
          <Button weight="secondary" name="act" value="import">{t('accounts.members.importAct')}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('accounts.members.columns')} lead={t('accounts.members.columnsText')}>
        <Facts facts={columns.map((name) => ({ term: name, value: t(`accounts.members.column.${name}`) }))} />
      </Section>
    </MembersDesk>
  );
}

function Told({ report: { rows, invited, ignored, present, problems, dryRun } }: { readonly report: Report }) {
  const t = useT();
  const title = problems.length > 0 ? t('accounts.members.wrong')
    : t(dryRun ? 'accounts.members.wouldInvite' : 'accounts.members.invited', { count: invited });
  return (
    <div role="status" className="grid gap-4">
      <Notice title={title} kind={problems.length > 0 ? 'warning' : dryRun ? 'info' : 'success'}>
        <p>{t('accounts.members.rows', { count: rows })}</p>
        {problems.length > 0 ? <p>{t('accounts.members.nothing')}</p> : null}
        {present.length > 0
          ? <p>{t('accounts.members.present', { count: present.length, lines: present.slice(0, 20).map(({ line }) => line).join(t('accounts.members.and')) })}</p> : null}
        {ignored.length > 0 ? <p>{t('accounts.members.ignored', { names: ignored.join(t('accounts.members.and')) })}</p> : null}
      </Notice>
      {problems.length > 0 ? <ImportProblems problems={problems} /> : null}
    </div>
  );
}
