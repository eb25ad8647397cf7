import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, answersForm, Button, byForm, Day, Disclosure, Form, found, links, PageBody, PageHead, query, Section, seeOther, submit,
  TextField, TextLink, textOf, useT, useViewer, type FormArgs,
} from '@hiroba/ui';
import { authorsPolicy } from '../domain/proposal.authors.policy.ts';
import { Authors } from './Authors.tsx';
import { cancelInvitationMutation, inviteCoauthorMutation, leaveProposalMutation, proposalAuthorsQuery } from './authors.graphql.ts';
import type { ProposalAuthorsQuery } from './gql/graphql.ts';
import { factsOf } from './proposal-facts.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

/** Loads the authors of a proposal for one of them, who signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer } = await query(context, proposalAuthorsQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const own = proposal?.componentId === room.id && (proposal.viewerIsAuthor || proposal.viewerIsCoauthor) ? proposal : null;
  return { room, proposal: viewer.person ? found(own) : own };
}

/** Invites, takes an invitation back, leaves. */
export const action = (args: ActionFunctionArgs) => {
  const here = addressOf(args).pathname;
  const id = args.params.id ?? '';
  const back = (inner: FormArgs, done: string, path = here) => ({ onSuccess: () => seeOther(path, `proposals.${done}`) });
  return byForm({
    invite: (inner) => submit(inner, inviteCoauthorMutation, (form) => ({ id, who: textOf(form, 'who') }), back(inner, 'invited')),
    cancel: (inner) => submit(inner, cancelInvitationMutation, (form) => ({ id: textOf(form, 'invitation') }), back(inner, 'invitationCancelled')),
    leave: (inner) => submit(inner, leaveProposalMutation, () => ({ id }), back(inner, 'left', here.replace(/\/authors$/, ''))),
  })(args);
};

/** Who stands as author of a proposal: whom the first author asks to join, and the way out for the others. */
export default function ProposalAuthorsPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><AuthorsOfProposal /></Room>;
}

function AuthorsOfProposal() {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  const crumbs = useCrumbs(room, true);
  return (
    <>
      <PageHead
        title={t('proposals.authors.title')} crumbs={crumbs} lead={t('proposals.authors.lead', { max: room.rules.coauthors })}
        actions={<TextLink to={proposal?.state === 'DRAFT' ? '../preview' : '..'} relative="path">{t('proposals.history.back')}</TextLink>}
      />
      <PageBody>
        {proposal ? (
          <>
            <Section title={t('proposals.authors.now')}><Authors authors={proposal.authors} /></Section>
            {proposal.viewerIsAuthor ? <Invite proposal={proposal} /> : <Leave />}
          </>
        ) : null}
      </PageBody>
    </>
  );
}

type Shown = NonNullable<ProposalAuthorsQuery['proposal']>;

function Invite({ proposal }: { proposal: Shown }) {
  const t = useT();
  const { personId } = useViewer();
  const refusal = useRoomRefusal(authorsPolicy.invite, factsOf(proposal, personId));
  return (
    <>
      <Section title={t('proposals.authors.invite')}>
        <Form name="invite">
          <TextField name="who" label={t('proposals.authors.who')} hint={t('proposals.authors.whoHint')} width="full" />
          <div><ActionButton refusal={refusal}>{t('proposals.authors.send')}</ActionButton></div>
        </Form>
      </Section>
      {proposal.invitations.length > 0 ? (
        <Section title={t('proposals.authors.sent')}>
          <ul className="grid gap-4">
            {proposal.invitations.map(({ id, state, to, invitee, expiresAt }) => (
              <li key={id} className="panel panel-quiet grid gap-2">
                <p className="flex flex-wrap gap-x-4 gap-y-1">
                  <bdi className="font-700">{invitee?.displayName ?? to ?? t('proposals.authors.somebody')}</bdi>
                  <span>{t(`proposals.invitation.state.${state}`)}</span>
                  {state === 'INVITED' ? <span>{t('proposals.authors.until')}<Day at={expiresAt} relative /></span> : null}
                </p>
                {state === 'INVITED' ? (
                  <Form name="cancel" className="grid gap-2">
                    <input type="hidden" name="invitation" value={id} />
                    <div>
                      <Button weight="secondary" small>
                        {t('proposals.authors.cancel', { name: invitee?.displayName ?? to ?? t('proposals.authors.somebody') })}
                      </Button>
                    </div>
                  </Form>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function Leave() {
  const t = useT();
  return (
    <Disclosure summary={t('proposals.leave.summary')}>
      <Form name="leave" className="grid gap-4">
        <p className="measure">{t('proposals.leave.text')}</p>
        <div><Button weight="danger">{t('proposals.leave.act')}</Button></div>
      </Form>
    </Disclosure>
  );
}
