import { textOf } from '@hiroba/ui';

/** Which version of the case a form was made for. */
export const Seen = ({ version }: { version: number }) => <input type="hidden" name="seen" value={version} />;

/** The version that a form was made for; null where it says none. */
export function seenIn(form: FormData): number | null {
  const seen = Number(textOf(form, 'seen'));
  return Number.isSafeInteger(seen) && seen > 0 ? seen : null;
}
