import { httpError } from '@hiroba/ui';

/** Answers every address that leads nowhere. */
export function loader(): never {
  throw httpError(404, 'NOT_FOUND');
}

/** Never shown: the loader has answered. */
export default function NotFoundPage() {
  return null;
}
