import type { ReactNode } from 'react';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** More, for those who want it: works without JavaScript, and is found by the browser's search. */
export const Disclosure = ({ summary, open, children }: DisclosureProps) => (
  <details className="disclosure" open={open}>
    <summary>{summary}</summary>
    <div className="disclosure-body">{children}</div>
  </details>
);
