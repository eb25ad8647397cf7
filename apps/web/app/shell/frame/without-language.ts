import { redirect } from 'react-router';
import { addressOf, links, type PageArgs } from '@hiroba/ui';
import { languageContext } from '../../../server/request-contexts.ts';
import { preferredLocale } from './locale.ts';

/** What people type or print without a language: pages by the first word of their address. */
const printed = new Set([
  'account',
  'answers',
  'log',
  'me',
  'moderation',
  'open-data',
  'paper',
  'receipt',
  'record',
  'register',
  'spaces',
]);

/** Leads an address without a language to the page in the language of whoever asks; nothing where it leads nowhere. */
export function inALanguage(args: PageArgs): Response | undefined {
  const { pathname, search } = addressOf(args);
  if (!printed.has(pathname.split('/')[1] ?? '')) return undefined;
  const locale = preferredLocale(args.context.get(languageContext), args.request.headers.get('accept-language'));
  return redirect(`${links(locale).home().replace(/\/$/, '')}${pathname}${search}`, {
    headers: { Vary: 'Accept-Language, Cookie' },
  });
}
