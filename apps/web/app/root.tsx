import { Suspense, use, type ReactNode } from 'react';
import {
  Links, Outlet, Scripts, ScrollRestoration, redirect, useRouteLoaderData,
  type LoaderFunctionArgs, type MiddlewareFunction, type ShouldRevalidateFunctionArgs,
} from 'react-router';
import { catalogueContext, clockContext, doneIn, guardContext, late, links, query, receiptIn, useLocale } from '@hiroba/ui';
import { learn } from './catalogue.ts';
import { CardMeta } from './shell/frame/CardMeta.tsx';
import { Frame } from './shell/frame/Frame.tsx';
import type { FrameData } from './shell/frame/frame-data.ts';
import { frameQuery } from './shell/frame/frame.graphql.ts';
import { localeOf } from './shell/frame/locale.ts';
import { NonceContext } from './shell/frame/nonce.ts';
import './styles/app.css';

/** Loads what the frame shows; a form token only for people with a session, whose pages are never stored. A city that
 * nobody administers yet is set up first. */
export async function loader({ context, request }: LoaderFunctionArgs): Promise<FrameData> {
  const answer = await query(context, frameQuery);
  const { pathname, searchParams } = new URL(request.url);
  const locale = localeOf(pathname);
  const { setup } = links(locale);
  if (!answer.organisation.hasAdministrator && !`${pathname.replace(/\.data$/, '')}/`.startsWith(`${setup()}/`)) throw redirect(setup());
  const formToken = answer.viewer.person ? context.get(guardContext).token() : '';
  const words = context.get(catalogueContext)(locale);
  const [done, entry] = [doneIn(searchParams, words), receiptIn(searchParams)];
  const receipt = done && entry ? { to: links(locale).receipt(entry), label: words['transparency.receipt.link'] ?? '' } : undefined;
  return { ...answer, now: context.get(clockContext)().toISOString(), ...(formToken ? { formToken } : {}), ...(done ? { done } : {}), ...(receipt ? { receipt } : {}) };
}

/** The words of the next page are there before it is shown. */
export const clientMiddleware: readonly MiddlewareFunction[] = [async ({ request }, next) => {
  const result = await next();
  // Words that are gone belong to an older build than the server's: the page itself is asked for instead.
  await learn(localeOf(new URL(request.url).pathname)).catch(() => window.location.assign(request.url));
  return result;
}];

/** The frame changes when somebody did something, not when they go from page to page. */
export const shouldRevalidate = ({ formMethod }: ShouldRevalidateFunctionArgs): boolean =>
  formMethod !== undefined && formMethod !== 'GET';

/** The document around every page, and around every error page. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = use(NonceContext);
  const frame = useRouteLoaderData<typeof loader>('root');
  const accent = frame?.organisation?.accent;
  return (
    <html lang={useLocale()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Links />
        {/* Only for those who never run a script: browsers leave it as it came. */}
        {frame && typeof document === 'undefined' ? <CardMeta organisation={frame.organisation} /> : null}
        {accent ? <link rel="stylesheet" href={`/theme.css?accent=${encodeURIComponent(accent)}`} /> : null}
      </head>
      <body>
        <Frame frame={frame}>{children}</Frame>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** The page of the address. */
export default function App() {
  return <Outlet />;
}

/** Words of what went wrong, for the few pages where something does; without a way to the server, the browser says so itself. */
const ErrorPage = late('web.error', async () => (await import('./shell/errors/late-error.ts').catch(() => {
  window.location.reload();
  return new Promise<never>(() => undefined);
})).ErrorPage);

/** What a visitor sees instead of a page that is not there, not theirs, or broken. */
export function ErrorBoundary({ error }: { error: unknown }) {
  return <Suspense><ErrorPage error={error} /></Suspense>;
}
