import { addressOf, answersForm, httpError, links, seeOther, type PageArgs } from '@hiroba/ui';

interface StaffViewer {
  readonly person?: object | null;
  readonly grants: readonly { readonly role: string; readonly spaceId?: string | null }[];
  readonly mfaNeeded: boolean;
}

/** Keeps a page for the staff of a space (of any, where none is named); whose session ended while they wrote still gets it back. */
export function forStaff(args: PageArgs, { person, grants, mfaNeeded }: StaffViewer, inSpace?: string): void {
  if (answersForm(args)) return;
  const { pathname, search } = addressOf(args);
  if (!person) throw seeOther(links(args.params.locale ?? 'ja').signIn(`${pathname}${search}`));
  if (!grants.some(({ role, spaceId }) => role === 'STAFF' && (!inSpace || !spaceId || spaceId === inSpace))) throw httpError(403, 'FORBIDDEN');
  if (mfaNeeded) throw httpError(403, 'MFA_REQUIRED');
}
