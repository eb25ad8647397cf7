import { PassThrough } from 'node:stream';
import { createRequestHandler } from '@react-router/express';
import { createReadableStreamFromReadable } from '@react-router/node';
import type { RouteConfigEntry } from '@react-router/dev/routes';
import type { Request, RequestHandler } from 'express';
import { renderToPipeableStream } from 'react-dom/server';
import { RouterContextProvider, ServerRouter, type EntryContext, type ServerBuild } from 'react-router';
import type { Locale } from '@hiroba/kernel';
import type { GraphqlContext, Uploads } from '@hiroba/server';
import {
  catalogueContext,
  clockContext,
  executeContext,
  formReaderContext,
  guardContext,
  recordedContext,
  I18nProvider,
  type Execute,
  type FormGuard,
} from '@hiroba/ui';
import { catalogueOf } from './catalogue.ts';

// By address and not by name: specs sit below the app in the house, only the tests reach up.
const app = new URL('../../../apps/web/app/', import.meta.url);
Object.assign(globalThis, { __reactRouterAppDirectory: app.pathname.replace(/\/$/, '') });

/** A page as its route says: the address it answers, and the file of its code. */
export interface PageRoute {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly path: string | undefined;
  readonly index: boolean | undefined;
  readonly file: string;
}

const flat = (entries: readonly RouteConfigEntry[], parentId: string): PageRoute[] =>
  entries.flatMap(({ path, index, file, children }) => {
    const id = `${parentId}/${path ?? ''}${index ? '(index)' : ''}`;
    return [{ id, parentId, path, index, file }, ...flat(children ?? [], id)];
  });

/** Every page there is, as the app mounts it. */
export async function pageRoutes(): Promise<readonly PageRoute[]> {
  const { default: routes } = (await import(new URL('routes.ts', app).pathname)) as { default: RouteConfigEntry[] };
  return flat(routes, 'root');
}

/** The address of a page with its parameters: `/:locale/spaces/:slug`. */
export const patternOf = (routes: readonly PageRoute[], { path, parentId }: PageRoute): string => {
  const parent = routes.find(({ id }) => id === parentId);
  return `${parent ? patternOf(routes, parent) : ''}${path ? `/${path}` : ''}`;
};

const localeOf = (url: string): Locale => (/^\/en(\/|$)/.test(new URL(url).pathname) ? 'en' : 'ja');

/** Renders a page whole, as the app's own entry does. */
const render = (
  { url }: globalThis.Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    headers.set('Content-Type', 'text/html; charset=utf-8');
    const page = (
      <I18nProvider locale={localeOf(url)} catalogue={catalogueOf(localeOf(url))}>
        <ServerRouter context={context} url={url} />
      </I18nProvider>
    );
    const { pipe } = renderToPipeableStream(page, {
      // Whole and in place: what comes later by script would be missing without it.
      progressiveChunkSize: Number.MAX_SAFE_INTEGER,
      onAllReady() {
        const body = new PassThrough();
        pipe(body);
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
      },
      onShellError: reject,
      onError: reject,
    });
  });

async function buildOf(routes: readonly PageRoute[], failures: unknown[]): Promise<ServerBuild> {
  const root: PageRoute = { id: 'root', parentId: undefined, path: '', index: undefined, file: './root.tsx' };
  const loaded = await Promise.all(
    [root, ...routes].map(async ({ file, ...route }) => {
      const code = file.startsWith('/') ? file : new URL(file, app).pathname;
      return { ...route, module: (await import(code)) as Readonly<Record<string, unknown>> };
    }),
  );
  const known = loaded.map(({ module, ...route }) => ({
    ...route,
    module: '/assets/page.js',
    imports: [],
    css: [],
    hasLoader: 'loader' in module,
    hasAction: 'action' in module,
    hasErrorBoundary: 'ErrorBoundary' in module,
    hasClientLoader: false,
    hasClientAction: false,
    hasClientMiddleware: false,
  }));
  const byId = <T extends { readonly id: string }>(all: readonly T[]) =>
    Object.fromEntries(all.map((each) => [each.id, each]));
  return {
    entry: {
      module: {
        default: render,
        handleError: (error: unknown) => {
          failures.push(error);
        },
      },
    },
    routes: byId(loaded),
    assets: {
      entry: { imports: [], module: '/assets/entry.js' },
      routes: byId(known),
      url: '/assets/manifest.js',
      version: '0',
    },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'lazy', manifestPath: '/__manifest' },
  } as unknown as ServerBuild;
}

/** The pages as the server mounts them. */
type Pages = (
  executeFor: (context: GraphqlContext) => unknown,
  uploads: Uploads,
  now: () => Promise<Date>,
) => RequestHandler;

type FormReader = (request: Request, uploads: Uploads) => (request: globalThis.Request) => Promise<FormData>;

/** The real pages from their sources, for the server of a spec: what a browser without JavaScript meets. */
export async function realPages(): Promise<Pages & { readonly failures: readonly unknown[] }> {
  const failures: unknown[] = [];
  const build = await buildOf(await pageRoutes(), failures);
  const { formReader } = (await import(new URL('../../api/src/http/form-bounds.ts', app).pathname)) as {
    formReader: FormReader;
  };
  const pages: Pages = (executeFor, uploads, now) =>
    createRequestHandler({
      build,
      async getLoadContext(request) {
        const { visit } = request as unknown as { visit: { context: GraphqlContext; forms: FormGuard } };
        const context = new RouterContextProvider();
        const at = await now();
        context.set(executeContext, executeFor(visit.context) as Execute);
        context.set(clockContext, () => at);
        context.set(catalogueContext, catalogueOf);
        context.set(guardContext, visit.forms);
        context.set(recordedContext, () => visit.context.viewer.recorded?.[0]?.id);
        context.set(formReaderContext, formReader(request, uploads));
        return context;
      },
    });
  return Object.assign(pages, { failures });
}
