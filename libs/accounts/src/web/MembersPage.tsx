import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, ButtonRow, CheckboxField, Empty, Form, formOf, found, LinkButton, links, Notice, Pager, query, Section, seeOther, submit,
  textOf, TextField, useLocale, useRefusal, useT,
} from '@hiroba/ui';
import { LocalizedFields, localizedOf } from '@hiroba/spaces/web/fields';
import { memberPolicy } from '../domain/member.policy.ts';
import {
  cancelMemberMutation, editMemberMutation, inviteMemberMutation, membersQuery, removeMemberMutation,
} from './members.graphql.ts';
import { MemberItem } from './MemberItem.tsx';
import { MembersDesk } from './MembersDesk.tsx';

/** Loads the list of a space. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const after = addressOf(args).searchParams.get('after');
  return { space: found((await query(context, membersQuery, { slug: params.slug ?? '', after })).space) };
}

/** Invites somebody, or changes what stands on the list. */
export async function action(args: ActionFunctionArgs) {
  const { slug = '', locale = 'ja' } = args.params;
  const form = await formOf(args);
  const sent = { ...args, form };
  const done = (key: string) => ({ onSuccess: () => seeOther(links(locale).desk('spaces', slug, 'members'), `accounts.${key}`) });
  const id = textOf(form, 'member');
  const said = { role: localizedOf(form, 'role'), published: form.has('published') };
  switch (textOf(form, 'act')) {
    case 'edit': return submit(sent, editMemberMutation, () => ({ id, ...said }), done('memberEdited'));
    case 'cancel': return submit(sent, cancelMemberMutation, () => ({ id }), done('memberCancelled'));
    case 'remove': return submit(sent, removeMemberMutation, () => ({ id }), done('memberRemoved'));
    default: {
      const { space } = await query(args.context, membersQuery, { slug, after: null });
      return submit(sent, inviteMemberMutation, () => ({
        spaceId: space?.id ?? '', input: { mail: textOf(form, 'mail'), name: textOf(form, 'name'), ...said },
      }), done('memberInvited'));
    }
  }
}

/** Who belongs to a space, who was asked, and the ways to ask others. */
export default function MembersPage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  return (
    <MembersDesk space={space} title={t('accounts.members')} lead={t('accounts.members.lead')}>
      {space.state === 'DRAFT'
        ? <Notice title={t('accounts.members.draft')}><p>{t('accounts.members.draftText')}</p></Notice> : <Invite />}
      <List />
    </MembersDesk>
  );
}

function List() {
  const { space: { members } } = useLoaderData<typeof loader>();
  const t = useT();
  const items = members?.items ?? [];
  return (
    <Section title={t('accounts.members.list')}>
      {items.length === 0 ? <Empty>{t('accounts.members.nobody')}</Empty> : (
        <ul className="grid gap-4">{items.map((member) => <MemberItem key={member.id} member={member} />)}</ul>
      )}
      <Pager next={members?.next} label={t('accounts.members.list')} />
    </Section>
  );
}

function Invite() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const refusal = useRefusal(memberPolicy.manage, undefined);
  return (
    <Section title={t('accounts.members.invite')} lead={t('accounts.members.inviteLead')}>
      <Form name="invite" key={space.members?.items[0]?.id ?? ''}>
        <input type="hidden" name="act" value="invite" />
        <TextField name="mail" type="email" inputMode="email" label={t('accounts.email')} hint={t('accounts.members.mailHint')} />
        <TextField name="name" label={t('accounts.members.name')} hint={t('accounts.members.nameHint')} optional />
        <LocalizedFields name="role" label={t('accounts.members.role')} hint={t('accounts.members.roleHint')} max={60} optional />
        <CheckboxField name="published" label={t('accounts.members.published')} hint={t('accounts.members.publishedHint')} />
        <ButtonRow>
          <ActionButton refusal={refusal}>{t('accounts.members.inviteAct')}</ActionButton>
          <LinkButton to={to.desk('spaces', space.slug, 'members', 'import')}>{t('accounts.members.toImport')}</LinkButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
