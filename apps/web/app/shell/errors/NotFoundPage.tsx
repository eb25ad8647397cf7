import type { LoaderFunctionArgs } from 'react-router';
import { httpError } from '@hiroba/ui';
import { inALanguage } from '../frame/without-language.ts';

/** Answers every address that leads nowhere. */
export function loader(args: LoaderFunctionArgs): never {
  throw inALanguage(args) ?? httpError(404, 'NOT_FOUND');
}

/** Never shown: the loader has answered. */
export default function NotFoundPage() {
  return null;
}
