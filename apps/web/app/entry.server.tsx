import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable } from '@react-router/node';
import { renderToPipeableStream } from 'react-dom/server';
import { ServerRouter, type EntryContext, type RouterContextProvider } from 'react-router';
import { I18nProvider, LatePartsContext } from '@hiroba/ui';
import { nonceContext, reportContext } from '../server/request-contexts.ts';
import { catalogues } from './catalogue.server.ts';
import { localeOf } from './shell/frame/locale.ts';
import { NonceContext } from './shell/frame/nonce.ts';

/** Tells the server of a failure, but for those of readers who went away. */
export function handleError(error: unknown, { request, context }: { request: Request; context: unknown }): void {
  if (!request.signal.aborted) (context as RouterContextProvider).get(reportContext)(error);
}

/** How long a page may take to render before it is cut off. */
const patience = 10_000;

/** Renders a page whole before it is sent: one error, one status, and bytes that can be stored. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: RouterContextProvider,
): Promise<Response> {
  const locale = localeOf(new URL(request.url).pathname);
  const catalogue = catalogues[locale];
  const nonce = loadContext.get(nonceContext);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext value={nonce}>
        <LatePartsContext value={new Set()}>
          <I18nProvider locale={locale} catalogue={catalogue}>
            <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
          </I18nProvider>
        </LatePartsContext>
      </NonceContext>,
      {
        nonce,
        // Larger parts would otherwise wait in the page for a script that puts them where they belong.
        progressiveChunkSize: Number.POSITIVE_INFINITY,
        onAllReady() {
          clearTimeout(timer);
          const body = new PassThrough();
          pipe(body);
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
        },
        onShellError: reject,
        onError: reject,
      },
    );
    const timer = setTimeout(abort, patience);
    timer.unref();
  });
}
