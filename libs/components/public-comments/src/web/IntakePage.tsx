import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { excerpt } from '@hiroba/kernel';
import { instantTyped } from '@hiroba/spaces/web/fields';
import {
  addressOf, Button, byForm, CheckboxField, Chips, DateTime, DateTimeField, Disclosure, filesOf, Form, formOf, giveBack, interlude, Notice, NumberField, PageBody, PageHead, Pager, query, Section, seeOther,
  SelectField, submit, Table, TextArea, TextField, TextLink, textOf, useInterlude, useT, type FormArgs, type Interlude,
} from '@hiroba/ui';
import { channels, statusOf, type Channel } from '../domain/round.ts';
import { deskOf } from './desk-room.ts';
import { bringIntakeListMutation, closeTailMutation, countTailMutation, intakePageQuery, registerSubmissionMutation, tryIntakeListMutation } from './desk.graphql.ts';
import { IntakeList } from './IntakeList.tsx';
import type { SubmissionFactsFragment } from './gql/graphql.ts';
import { Room, useCrumbs, useRoundLink } from './room.tsx';
import { factsOf } from './round-facts.ts';
import { dropFile, keepFiles, keptFields } from './submission-files.ts';
import { SubmissionFilesField } from './SubmissionFilesField.tsx';
import { SubmissionReceipt } from './SubmissionReceipt.tsx';
import { submissionInput } from './submit-input.ts';

const groups = ['ALL', 'UNCHECKED', 'LATE', 'BUSY', 'EXCLUDED', 'UNREAD', 'CLAIMED'] as const;
type Group = (typeof groups)[number];
const groupOf = (typed: string | null): Group => groups.find((group) => group === typed) ?? 'ALL';

/** Loads what came, for those who work on the round. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const group = groupOf(search.get('show'));
  const loaded = await query(args.context, intakePageQuery, { id: args.params.id ?? '', componentId: args.params.componentId ?? '', group, after: search.get('after') });
  return { ...deskOf(args, loaded), group, submissions: loaded.submissions, zone: loaded.organisation.zone };
}

type Posted = FormArgs & { readonly form: FormData };
const numberOf = (form: FormData, name: string): number | null => {
  const typed = textOf(form, name).normalize('NFKC').trim();
  return typed === '' ? null : Number(typed);
};

/** Registers a sheet, counts what came, or confirms the count as a second person. */
export async function action(args: ActionFunctionArgs) {
  const { round, zone } = await loader(args);
  const page = addressOf(args).pathname;
  const at = (form: FormData, name: string): string | null => instantTyped(textOf(form, name), zone)?.toISOString() ?? null;
  return byForm<unknown>({
    register: async ({ form, ...rest }: Posted) => {
      if (dropFile(form)) return interlude(form, {});
      const unkept = await keepFiles(args, form, round.id, 'SCAN');
      if (unkept) return giveBack(form, unkept);
      const receivedAt = at(form, 'receivedAt');
      if (receivedAt === null) return giveBack(form, { code: 'BAD_DATES', field: 'receivedAt' });
      return submit({ ...rest, form }, registerSubmissionMutation, () => ({
        roundId: round.id, input: submissionInput(form, args.params.locale ?? 'ja'),
        intake: { channel: textOf(form, 'channel') as Channel, receivedAt, signedAt: null, postmarkAt: at(form, 'postmarkAt'), persons: numberOf(form, 'persons') },
      }), { onSuccess: (submission) => interlude(form, { submission }, { body: [], 'contact.name': [], 'contact.address': [], 'contact.mail': [], notify: [], persons: [], [keptFields.slip]: [], [keptFields.label]: [] }) });
    },
    list: ({ form, ...rest }: Posted): Promise<unknown> => {
      const slip = textOf(form, 'slip');
      const shown = { onSuccess: (report: object): Interlude => ({ form: 'list', values: {}, found: report }) };
      return slip
        ? submit({ ...rest, form }, bringIntakeListMutation, () => ({ roundId: round.id, slip }), shown)
        : submit({ ...rest, form }, tryIntakeListMutation, () => ({ roundId: round.id, file: filesOf(form, 'file')[0] ?? null }), shown);
    },
    count: ({ form, ...rest }: Posted) => submit({ ...rest, form }, countTailMutation, () => ({
      roundId: round.id, counts: round.asked.channels.map((channel) => ({ channel, submissions: numberOf(form, `counts.${channel}`) ?? 0 })),
    }), { onSuccess: () => seeOther(page, 'public-comments.counted') }),
    close: ({ form, ...rest }: Posted) => submit({ ...rest, form }, closeTailMutation, () => ({ roundId: round.id }), {
      onSuccess: () => seeOther(page, 'public-comments.tailClosed'),
    }),
  })({ ...args, form: await formOf(args) });
}

/** The desk where paper, fax, mail and what is brought to the counter comes in. */
export default function IntakePage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Intake /></Room>;
}

function Intake() {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  const taken = useInterlude('register')?.found as { submission?: SubmissionFactsFragment } | undefined;
  const status = statusOf(factsOf(round), new Date());
  const takes = ['OPEN', 'SUSPENDED', 'CLOSED'].includes(status);
  return (
    <>
      <PageHead title={t('public-comments.intake.title')} crumbs={useCrumbs(room, true)} lead={<span lang={round.locale}>{round.title}</span>} />
      <PageBody>
        {taken?.submission ? (
          <>
            <Notice kind="success" title={t('public-comments.intake.taken')}><p className="measure">{t('public-comments.intake.taken.text')}</p></Notice>
            <SubmissionReceipt submission={taken.submission} title={round.title} />
          </>
        ) : null}
        {takes ? <IntakeList /> : null}
        {takes ? <Register /> : <Notice title={t('public-comments.intake.over')} />}
        <Came />
        {status === 'CLOSED' ? <Tail /> : null}
      </PageBody>
    </>
  );
}

function Register() {
  const t = useT();
  const { round } = useLoaderData<typeof loader>();
  const among = channels.filter((channel) => channel !== 'ONLINE' && round.asked.channels.includes(channel));
  return (
    <Section title={t('public-comments.intake.new')} lead={t('public-comments.intake.new.lead')}>
      <Form name="register" keep withFiles>
        <SelectField name="channel" label={t('public-comments.intake.channel')} options={among.map((channel) => ({ value: channel, label: t(`public-comments.channel.${channel}`) }))} />
        <DateTimeField name="receivedAt" label={t('public-comments.intake.receivedAt')} />
        <DateTimeField name="postmarkAt" label={t('public-comments.intake.postmarkAt')} hint={t('public-comments.intake.postmarkAt.hint')} optional />
        <TextArea name="body" label={t('public-comments.submit.body')} hint={t('public-comments.intake.body.hint')} rows={8} />
        <TextField name="contact.name" label={t('public-comments.submit.name')} optional />
        <TextField name="contact.address" label={t('public-comments.submit.address')} width="full" optional />
        <TextField name="contact.mail" label={t('public-comments.submit.mail')} optional />
        <SubmissionFilesField form="register" staff label={t('public-comments.intake.files')} hint={t('public-comments.intake.files.hint')} />
        <CheckboxField name="notify" label={t('public-comments.intake.notify')} />
        <NumberField name="persons" label={t('public-comments.intake.persons')} hint={t('public-comments.intake.persons.hint')} optional />
        <div><Button weight="primary">{t('public-comments.intake.act')}</Button></div>
      </Form>
    </Section>
  );
}

function Came() {
  const t = useT();
  const { room, round, submissions, group } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  return (
    <Section title={t('public-comments.intake.came')}>
      <Chips
        label={t('public-comments.intake.show')}
        chips={groups.map((each) => ({ label: t(`public-comments.intake.show.${each}`), to: `?show=${each}`, current: each === group }))}
      />
      {submissions.items.length === 0 ? <p>{t('public-comments.intake.none')}</p> : (
        <Table
          caption={t('public-comments.intake.came')} captionHidden rows={submissions.items} rowKey={({ id }) => id}
          columns={[
            { key: 'body', head: t('public-comments.submit.body'), cell: ({ id, body, locale }) => <TextLink to={`${to}/desk/submissions/${id}`} lang={locale}>{excerpt(body, 40)}</TextLink> },
            { key: 'channel', head: t('public-comments.receipt.channel'), cell: ({ channel }) => t(`public-comments.channel.${channel}`) },
            { key: 'at', head: t('public-comments.receipt.at'), cell: ({ receivedAt }) => <DateTime at={receivedAt} /> },
            { key: 'state', head: t('public-comments.intake.state'), cell: (row) => t(`public-comments.intake.state.${stateOf(row)}`) },
          ]}
        />
      )}
      <Pager next={submissions.next} label={t('public-comments.intake.came')} />
    </Section>
  );
}

/** What a submission waits for, in a word. */
export function stateOf({ excluded, late, channel, checkedAt }: Pick<SubmissionFactsFragment, 'excluded' | 'late' | 'channel' | 'checkedAt'>) {
  if (late === 'PENDING') return 'LATE';
  if (excluded) return 'EXCLUDED';
  return channel !== 'ONLINE' && !checkedAt ? 'UNCHECKED' : 'COUNTED';
}

function Tail() {
  const t = useT();
  const { round } = useLoaderData<typeof loader>();
  return (
    <Section title={t('public-comments.tail.title')} lead={t('public-comments.tail.lead')}>
      <Form name="count">
        {round.asked.channels.map((channel) => <NumberField key={channel} name={`counts.${channel}`} label={t(`public-comments.channel.${channel}`)} unit={t('public-comments.tail.unit')} />)}
        <div><Button>{t('public-comments.tail.count')}</Button></div>
      </Form>
      <Disclosure summary={t('public-comments.tail.close.summary')}>
        <Form name="close" className="grid gap-4">
          <p className="measure">{t('public-comments.tail.close.text')}</p>
          <div><Button weight="primary">{t('public-comments.tail.close')}</Button></div>
        </Form>
      </Disclosure>
    </Section>
  );
}
