import type { LoaderFunctionArgs } from 'react-router';
import { isLocale } from '@hiroba/kernel';
import { httpError } from '@hiroba/ui';
import { inALanguage } from './without-language.ts';

/** Stands before all pages of a language: one that we do not speak has none. */
export function loader(args: LoaderFunctionArgs): null {
  if (!isLocale(args.params.locale)) throw inALanguage(args) ?? httpError(404, 'NOT_FOUND');
  return null;
}

/** Nothing about a language changes while somebody reads. */
export const shouldRevalidate = (): boolean => false;
