import { redirect, type LoaderFunctionArgs } from 'react-router';
import { links } from '@hiroba/ui';
import { languageContext } from '../../../server/request-contexts.ts';
import { preferredLocale } from '../frame/locale.ts';

/** Greets a visitor in the language they chose or their browser wishes. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const locale = preferredLocale(context.get(languageContext), request.headers.get('accept-language'));
  return redirect(links(locale).home(), { headers: { Vary: 'Accept-Language, Cookie' } });
}
