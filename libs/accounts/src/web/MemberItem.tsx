import { Button, CheckboxField, Day, Deadline, Disclosure, Form, PersonName, StateBadge, useOutcome, useT, type Tone } from '@hiroba/ui';
import { useWords } from '@hiroba/spaces/web';
import { LocalizedFields } from '@hiroba/spaces/web/fields';
import type { ListedSpace } from './MembersDesk.tsx';

type Member = NonNullable<ListedSpace['members']>['items'][number];

const tones: Readonly<Partial<Record<Member['state'], Tone>>> = { INVITED: 'waiting', ACCEPTED: 'done', DECLINED: 'refused' };

/** One person on the list of a space: who, as what, how it stands, and the forms to change that. */
export function MemberItem({ member }: { readonly member: Member }) {
  const t = useT();
  const words = useWords();
  const { state, person, name, mail, invitedAt, expiresAt, answeredAt, published } = member;
  const role = words(member.role);
  const called = person?.displayName ?? (name || mail || t('accounts.members.forgotten'));
  const current = state === 'INVITED' || state === 'ACCEPTED';
  return (
    <li className="panel grid gap-3">
      <h3 className="heading-4 flex flex-wrap items-center gap-x-4 gap-y-1">
        {person ? <PersonName name={person.displayName} office={person.isStaff ? person.office : null} /> : <bdi>{called}</bdi>}
        <StateBadge tone={tones[state] ?? 'over'}>{t(`accounts.members.state.${state}`)}</StateBadge>
      </h3>
      <p>
        {mail && mail !== called ? <span className="block"><bdi>{mail}</bdi></span> : null}
        {role.text ? <span className="block" lang={role.lang}>{role.text}</span> : null}
        <span className="block text-ink-soft">{t(published ? 'accounts.members.named' : 'accounts.members.unnamed')}</span>
        <span className="block text-ink-soft">
          {state === 'INVITED' ? <>{t('accounts.members.until')}<Deadline at={expiresAt} /></> : null}
          {state === 'ACCEPTED' && answeredAt ? <>{t('accounts.members.since')}<Day at={answeredAt} /></> : null}
          {current ? null : <>{t('accounts.members.askedAt')}<Day at={invitedAt} /></>}
        </span>
      </p>
      {current ? <><Edit member={member} called={called} /><End member={member} called={called} /></> : null}
    </li>
  );
}

interface FormProps {
  readonly member: Member;
  readonly called: string;
}

function Edit({ member: { id, role, published }, called }: FormProps) {
  const t = useT();
  const form = `edit-${id}`;
  return (
    <Disclosure summary={t('accounts.members.editNamed', { name: called })} open={useOutcome(form) !== undefined}>
      <Form name={form}>
        <input type="hidden" name="act" value="edit" />
        <input type="hidden" name="member" value={id} />
        <LocalizedFields name="role" label={t('accounts.members.role')} value={role} max={60} optional />
        <CheckboxField name="published" label={t('accounts.members.published')} defaultChecked={published} />
        <div><Button small>{t('accounts.members.editAct')}</Button></div>
      </Form>
    </Disclosure>
  );
}

/** Taking somebody off the list, in two steps: a slip of the thumb takes nobody. */
function End({ member: { id, state }, called }: FormProps) {
  const t = useT();
  const act = state === 'ACCEPTED' ? 'remove' : 'cancel';
  const form = `${act}-${id}`;
  return (
    <Disclosure summary={t(`accounts.members.${act}Named`, { name: called })} open={useOutcome(form) !== undefined}>
      <p>{t(`accounts.members.${act}Text`)}</p>
      <Form name={form} className="grid justify-items-start">
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="member" value={id} />
        <Button small weight="danger">{t(`accounts.members.${act}Act`)}</Button>
      </Form>
    </Disclosure>
  );
}
