import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Form as RouterForm, useFormAction, useLocation } from 'react-router';
import { withoutDone } from './announcer.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FormContext, useInterlude, useOutcome } from './form-context.tsx';
import { useDraft } from './draft.ts';
import { useSite } from './site.tsx';
import { hiddenFields } from './submit.ts';

/** A key no two sendings share, also where the browser has no secure context. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface FormProps {
  /** Tells the forms of one page apart. */
  readonly name?: string;
  readonly action?: string;
  /** For buttons that stand outside of it. */
  readonly id?: string;
  /** Keeps the place where somebody reads: for small things done in passing. */
  readonly stay?: boolean;
  /** For forms with files. */
  readonly withFiles?: boolean;
  /** Keeps a local copy of what is typed until it is sent: for texts that took time. */
  readonly keep?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A form that posts with and without JavaScript, gives back what was typed, and can be sent twice without harm. */
export function Form({ name = 'main', action, id, stay, withFiles, keep, className = 'form', children }: FormProps) {
  const outcome = useOutcome(name);
  // What the form before has done is said once, not again beside what this one answers.
  const here = withoutDone(useFormAction());
  const values = useInterlude(name)?.values ?? outcome?.values;
  const { formToken } = useSite();
  const [key, setKey] = useState(newKey);
  const form = useRef<HTMLFormElement>(null);
  // Every answer ends a sending, also one that leads back to this very page; whoever is quick must not send the next page with the old key.
  const { key: visit } = useLocation();
  useLayoutEffect(() => setKey(newKey()), [outcome, visit]);
  useDraft(form, keep ? name : undefined);
  const state = useMemo(
    () => ({ name, ...(outcome ? { refusal: outcome.refusal } : {}), ...(values ? { values } : {}) }),
    [name, outcome, values],
  );
  return (
    <RouterForm
      ref={form} method="post" noValidate className={className} {...(id ? { id } : {})} {...(stay ? { preventScrollReset: true } : {})}
      action={action ?? here} {...(withFiles ? { encType: 'multipart/form-data' as const } : {})}
    >
      <input type="hidden" name={hiddenFields.form} value={name} />
      <input type="hidden" name={hiddenFields.key} value={key} suppressHydrationWarning />
      {formToken ? <input type="hidden" name={hiddenFields.token} value={formToken} suppressHydrationWarning /> : null}
      {outcome ? <ErrorSummary form={name} refusal={outcome.refusal} /> : null}
      <FormContext value={state}>{children}</FormContext>
    </RouterForm>
  );
}
