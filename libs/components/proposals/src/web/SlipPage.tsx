import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { AttachmentEditor, AttachmentField, attachFiles, describeFiles } from '@hiroba/attachments/web';
import {
  addressOf,
  ActionButton,
  Button,
  byForm,
  Form,
  formOf,
  found,
  giveBack,
  guardContext,
  hiddenFields,
  interlude,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  seeOther,
  submit,
  TextLink,
  useInterlude,
  useLocale,
  useT,
  type FormArgs,
} from '@hiroba/ui';
import { qrImage } from '@hiroba/ui/qr.server';
import { paperPolicy } from '../domain/paper-code.commands.ts';
import { forStaff } from './for-staff.ts';
import { issuePaperCodeMutation, slipQuery } from './paper.graphql.ts';
import { PaperSlip, type Slip } from './PaperSlip.tsx';
import { factsOf } from './proposal-facts.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads what was entered for somebody, for the staff of its space. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer, organisation } = await query(context, slipQuery, {
    id: params.id ?? '',
    componentId: params.componentId ?? '',
  });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  forStaff(args, viewer, room.spaceId);
  return { room, proposal: found(proposal?.creditedTo ? proposal : null), organisation };
}

const issued = (args: FormArgs & { readonly form: FormData }) =>
  submit(args, issuePaperCodeMutation, () => ({ id: args.params.id ?? '' }), {
    onSuccess: async ({ code, address, expiresAt }) =>
      interlude(args.form, { code, address, expiresAt, qr: await qrImage(`${address}#${code}`) } satisfies Slip),
  });

async function kept({ form, ...args }: FormArgs & { readonly form: FormData }) {
  if (!args.context.get(guardContext).accepts(form.get(hiddenFields.token)))
    return giveBack(form, { code: 'CROSS_SITE' });
  const described = await describeFiles(args, form);
  const { refusal } = await attachFiles(args, form, { subjectKind: 'proposal_scan', subjectId: args.params.id ?? '' });
  const why = described ?? refusal;
  return why ? giveBack(form, why) : seeOther(addressOf(args).pathname, 'proposals.scanKept');
}

/** Hands out a code, or keeps the paper. */
export const action = async (args: ActionFunctionArgs) =>
  byForm<unknown>({ main: issued, scan: kept })({ ...args, form: await formOf(args) });

/** The slip for whoever a text was entered for, and the paper it came on. */
export default function SlipPage() {
  const { room } = useLoaderData<typeof loader>();
  return (
    <Room facts={room}>
      <Slips />
    </Room>
  );
}

function Slips() {
  const t = useT();
  const { room, proposal, organisation } = useLoaderData<typeof loader>();
  const crumbs = useCrumbs(room, true);
  const slip = useInterlude()?.found as Slip | undefined;
  const refusal = useRoomRefusal(paperPolicy.issue, factsOf(proposal, undefined));
  const { origin, scans } = proposal;
  const to = links(useLocale()).proposal(room.space.slug, room.id, proposal.id);
  return (
    <>
      <div className="print:hidden">
        <PageHead
          title={t('proposals.slip.title')}
          lead={slip ? t('proposals.slip.print') : t('proposals.slip.lead')}
          crumbs={crumbs}
        />
      </div>
      <PageBody>
        {slip ? <PaperSlip slip={slip} proposal={proposal} organisation={organisation} /> : null}
        <Form>
          <p className="measure">{t('proposals.slip.makeText')}</p>
          <div>
            {slip ? (
              <Button>{t('proposals.slip.again')}</Button>
            ) : (
              <ActionButton refusal={refusal}>{t('proposals.slip.make')}</ActionButton>
            )}
          </div>
        </Form>
        {origin && origin !== 'counter' ? (
          <div className="print:hidden">
            <Section title={t('proposals.scan.title')} lead={t('proposals.scan.lead')}>
              <Form name="scan" withFiles key={scans.map(({ id }) => id).join()}>
                <AttachmentEditor files={scans} wordsOptional />
                <AttachmentField many={scans.length} staff />
                <div>
                  <Button>{t('proposals.scan.save')}</Button>
                </div>
              </Form>
            </Section>
          </div>
        ) : (
          <p className="text-ink-soft print:hidden">{t('proposals.scan.counter')}</p>
        )}
        <p className="print:hidden">
          <TextLink to={to}>{t('proposals.slip.back')}</TextLink>
        </p>
      </PageBody>
    </>
  );
}
