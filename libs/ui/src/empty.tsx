import type { ReactNode } from 'react';

/** A place where nothing is yet: it says so, and invites. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className="empty">
    <p className="measure">{children}</p>
    {action}
  </div>
);
