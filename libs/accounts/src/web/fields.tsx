import { TextField, useT } from '@hiroba/ui';

/** A new password: any characters, long; pasted or made by the browser. */
export function NewPasswordField({ optional }: { readonly optional?: boolean }) {
  const t = useT();
  return (
    <TextField
      name="password"
      type="password"
      autoComplete="new-password"
      optional={optional ?? false}
      label={t(optional ? 'accounts.password' : 'accounts.password.new')}
      hint={t(optional ? 'accounts.password.hintOptional' : 'accounts.password.hint')}
    />
  );
}

/** The address of an account. */
export function MailField({
  defaultValue,
  name = 'email',
  hint,
}: {
  readonly defaultValue?: string;
  readonly name?: string;
  readonly hint?: string;
}) {
  const t = useT();
  return (
    <TextField
      name={name}
      type="email"
      inputMode="email"
      autoComplete={name === 'email' ? 'username' : 'email'}
      label={t('accounts.email')}
      hint={hint}
      defaultValue={defaultValue}
    />
  );
}
