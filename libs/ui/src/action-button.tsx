import { use, useId, type MouseEvent, type ReactNode } from 'react';
import { buttonClass, type Weight } from './button.tsx';
import { FormContext, usePending } from './form-context.tsx';
import { Icon } from './icon.tsx';
import { RefusalStep, useRefusalText, type AnyRefusal } from './refusal-text.tsx';

interface ActionButtonProps {
  /** Why it may not be done now; nothing when it may. */
  readonly refusal?: AnyRefusal | undefined;
  /** The sentence below the button instead of the usual one for the refusal. */
  readonly reason?: string;
  readonly weight?: Weight;
  readonly small?: boolean;
  readonly name?: string;
  readonly value?: string;
  /** Whether the button is a switch that is on. */
  readonly pressed?: boolean;
  readonly children: ReactNode;
}

/** A session that ended while somebody wrote: the form says so above, and can be sent again after signing in beside it. */
function useStanding(refusal: AnyRefusal | undefined): AnyRefusal | undefined {
  const { refusal: answered } = use(FormContext);
  return refusal?.code === 'UNAUTHENTICATED' && answered?.code === 'UNAUTHENTICATED' ? undefined : refusal;
}

/** The button that does something: it submits its form, or stays in its place, focusable, and says why not. */
export function ActionButton({ refusal: found, reason, weight = 'primary', small, name, value, pressed, children }: ActionButtonProps) {
  const id = useId();
  const refusal = useStanding(found);
  const wording = useRefusalText();
  const pending = usePending();
  const held = pending ? (event: MouseEvent) => event.preventDefault() : undefined;
  const look = `${buttonClass(weight, small)}${refusal ? ' button-refused' : ''}`;
  if (!refusal) {
    return (
      <button
        type="submit" className={look} name={name} value={value} aria-pressed={pressed} aria-busy={pending || undefined}
        onClick={held}
      >
        {children}
      </button>
    );
  }
  return (
    <div className="grid justify-items-start gap-2 max-sm:justify-items-stretch">
      <button type="button" className={look} aria-disabled="true" aria-describedby={id}>
        <Icon name="lock" />
        {children}
      </button>
      <p className="text-ink-soft measure">
        <span id={id}>{reason ?? wording(refusal)}</span> <RefusalStep code={refusal.code} />
      </p>
    </div>
  );
}
