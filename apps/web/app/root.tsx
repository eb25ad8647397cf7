import { use, type ReactNode } from 'react';
import {
  Links, Outlet, Scripts, ScrollRestoration, useRouteLoaderData, type LoaderFunctionArgs, type ShouldRevalidateFunctionArgs,
} from 'react-router';
import { clockContext, guardContext, query, useLocale } from '@hiroba/ui';
import { ErrorPage } from './shell/errors/ErrorPage.tsx';
import { Frame } from './shell/frame/Frame.tsx';
import type { FrameData } from './shell/frame/frame-data.ts';
import { frameQuery } from './shell/frame/frame.graphql.ts';
import { NonceContext } from './shell/frame/nonce.ts';
import './styles/app.css';

/** Loads what the frame shows; a form token only for people with a session, whose pages are never stored. */
export async function loader({ context }: LoaderFunctionArgs): Promise<FrameData> {
  const answer = await query(context, frameQuery);
  const formToken = answer.viewer.person ? context.get(guardContext).token() : '';
  return { ...answer, now: context.get(clockContext)().toISOString(), ...(formToken ? { formToken } : {}) };
}

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

/** What a visitor sees instead of a page that is not there, not theirs, or broken. */
export function ErrorBoundary({ error }: { error: unknown }) {
  return <ErrorPage error={error} />;
}
