import type { ReactNode, ToggleEventHandler } from 'react';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly open?: boolean;
  /** What is done when it is opened or closed. */
  readonly onToggle?: ToggleEventHandler<HTMLDetailsElement>;
  readonly children: ReactNode;
}

/** More, for those who want it: works without JavaScript, and is found by the browser's search. */
export const Disclosure = ({ summary, open, onToggle, children }: DisclosureProps) => (
  <details className="disclosure" open={open} onToggle={onToggle}>
    <summary>{summary}</summary>
    <div className="disclosure-body">{children}</div>
  </details>
);
