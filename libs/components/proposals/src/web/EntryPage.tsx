import { useLoaderData, useLocation, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { instantTyped } from '@hiroba/spaces/web/fields';
import {
  ActionButton, addressOf, ButtonRow, Chips, DateTimeField, Form, formOf, found, giveBack, interlude, PageBody, PageHead, query, RadioGroup, seeOther,
  submit, TextField, textOf, useInterlude, useNow, useT, withQuery,
} from '@hiroba/ui';
import { channels, entryPolicy } from '../domain/proposal.entry.ts';
import { EntryPreview, type FoundForEntry } from './EntryPreview.tsx';
import { forStaff } from './for-staff.ts';
import type { EntryChannel } from './gql/graphql.ts';
import { ProposalFields, proposalInput } from './ProposalFields.tsx';
import { enterProposalMutation, entryRoomQuery, similarProposalsQuery } from './proposals.graphql.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads the place for the staff of its space. */
export async function loader(args: LoaderFunctionArgs) {
  const { component, viewer, organisation } = await query(args.context, entryRoomQuery, { id: args.params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  forStaff(args, viewer, room.spaceId);
  return { room, zone: organisation.zone, office: viewer.person?.office ?? '', official: addressOf(args).searchParams.get('as') === 'official' };
}

const isOfficial = (form: FormData): boolean => textOf(form, 'as') === 'official';

/** The first field that was left empty. */
const missing = (form: FormData): string | undefined =>
  [...(isOfficial(form) ? ['office'] : ['channel', 'creditedTo']), 'title', 'body'].find((name) => textOf(form, name).trim() === '');

const entryInput = (form: FormData, receivedAt: Date | undefined) => ({
  ...proposalInput(form),
  ...(isOfficial(form) ? { office: textOf(form, 'office') } : {
    creditedTo: textOf(form, 'creditedTo'), account: textOf(form, 'account') || null, receivedAt: receivedAt?.toISOString() ?? null,
    channel: (channels.find((one) => one.toUpperCase() === textOf(form, 'channel'))?.toUpperCase() ?? null) as EntryChannel | null,
  }),
});

/** Shows how it will stand and what is like it, goes back to the words, or enters it. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const act = textOf(form, 'act');
  if (act === 'REWRITE') return interlude(form, null);
  const empty = missing(form);
  if (empty) return giveBack(form, { code: 'EMPTY', field: empty });
  const id = args.params.componentId ?? '';
  const { organisation } = await query(args.context, entryRoomQuery, { id });
  const typed = textOf(form, 'receivedAt').trim();
  const receivedAt = typed ? instantTyped(typed, organisation.zone) : undefined;
  if (typed && !receivedAt) return giveBack(form, { code: 'BAD_FORMAT', field: 'receivedAt' });
  if (act !== 'ENTER') {
    const { component } = await query(args.context, similarProposalsQuery, { id, title: textOf(form, 'title') });
    const similar = component?.__typename === 'ProposalsComponent' ? component.similar : [];
    return interlude(form, { similar, receivedAt: receivedAt?.toISOString() ?? null } satisfies FoundForEntry);
  }
  return submit({ ...args, form }, enterProposalMutation, () => ({ componentId: id, input: entryInput(form, receivedAt) }), {
    // Whoever it was entered for gets a slip next.
    onSuccess: (entered) => seeOther(
      `${addressOf(args).pathname.replace(/\/enter$/, '')}/${entered.id}${isOfficial(form) ? '' : '/slip'}`, 'proposals.entered'),
  });
}

/** What staff enter: a proposal of somebody at the counter, in a letter, at a workshop; or the city's own. */
export default function EntryPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Entry /></Room>;
}

function Entry() {
  const t = useT();
  const { room, official } = useLoaderData<typeof loader>();
  const crumbs = useCrumbs(room, true);
  const between = useInterlude();
  const { pathname } = useLocation();
  const as = official ? 'official' : 'assisted';
  const here = <input type="hidden" name="as" value={as} />;
  if (between?.found) {
    return (
      <>
        <PageHead title={t('proposals.entry.previewTitle')} lead={t('proposals.entry.previewLead')} crumbs={crumbs} />
        <PageBody><Form>{here}<EntryPreview values={between.values} found={between.found as FoundForEntry} official={official} /></Form></PageBody>
      </>
    );
  }
  return (
    <>
      <PageHead title={t(`proposals.entry.title.${as}`)} lead={t(`proposals.entry.lead.${as}`)} crumbs={crumbs} />
      <PageBody>
        <Chips
          label={t('proposals.entry.whose')}
          chips={[
            { label: t('proposals.entry.assisted'), to: pathname, current: !official },
            { label: t('proposals.entry.official'), to: withQuery(pathname, { as: 'official' }), current: official },
          ]}
        />
        <Form keep>
          {here}
          {official ? <OfficialFields /> : <AssistedFields />}
          <ProposalFields room={room} />
          <ButtonRow><Go official={official} /></ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}

function Go({ official }: { official: boolean }) {
  const t = useT();
  const closed = useRoomRefusal(entryPolicy.official, undefined);
  return <ActionButton refusal={official ? closed : undefined} name="act" value="PREVIEW">{t('proposals.merge.preview')}</ActionButton>;
}

function OfficialFields() {
  const t = useT();
  const { office } = useLoaderData<typeof loader>();
  return <TextField name="office" label={t('proposals.merge.office')} hint={t('proposals.entry.officeHint')} defaultValue={office} />;
}

function AssistedFields() {
  const t = useT();
  const now = useNow();
  return (
    <>
      <RadioGroup
        name="channel" label={t('proposals.entry.channel')}
        options={channels.map((channel) => ({ value: channel.toUpperCase(), label: t(`proposals.channel.${channel}`) }))}
      />
      <TextField name="creditedTo" label={t('proposals.entry.creditedTo')} hint={t('proposals.entry.creditedToHint')} />
      <DateTimeField name="receivedAt" label={t('proposals.entry.receivedAt')} hint={t('proposals.entry.receivedAtHint')} defaultValue={now} optional />
      <TextField name="account" label={t('proposals.entry.account')} hint={t('proposals.entry.accountHint')} optional />
    </>
  );
}
