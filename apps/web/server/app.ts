import { createRequestHandler } from '@react-router/express';
import type { Request, RequestHandler } from 'express';
import { RouterContextProvider } from 'react-router';
import {
  catalogueContext,
  clockContext,
  executeContext,
  formReaderContext,
  guardContext,
  recordedContext,
  type Execute,
  type FormGuard,
} from '@hiroba/ui';
import { catalogues } from '../app/catalogue.server.ts';
import { languageContext, nonceContext, reportContext } from './request-contexts.ts';

/** What the server knows of one page request before a page is made. */
export interface PageRequest {
  /** Runs GraphQL in this process as the person who asks. */
  readonly execute: Execute;
  /** The nonce of this answer's inline scripts, the same as in its security policy. */
  readonly nonce: string;
  /** The language the person chose, if any; otherwise the browser's wish counts. */
  readonly locale?: string | null | undefined;
  /** The time by the clock of the database. */
  readonly now?: Date;
  /** The id of the first entry that the request has put on public record. */
  readonly recorded?: () => string | undefined;
  readonly forms?: FormGuard;
  /** Reads what a form sent, within the bounds of its sender. */
  readonly readForm?: (request: globalThis.Request) => Promise<FormData>;
  /** Takes note of what went wrong in a page. */
  readonly report?: (error: unknown) => void;
}

/** The handler that answers page requests by rendering them here. */
export function createSsrHandler(forRequest: (request: Request) => Promise<PageRequest>): RequestHandler {
  return createRequestHandler({
    build: () => import('virtual:react-router/server-build'),
    async getLoadContext(request) {
      const { execute, nonce, locale, now, forms, recorded, readForm, report } = await forRequest(request);
      const context = new RouterContextProvider();
      context.set(executeContext, execute);
      context.set(catalogueContext, (of) => catalogues[of]);
      context.set(nonceContext, nonce);
      if (locale) context.set(languageContext, locale);
      if (now) context.set(clockContext, () => now);
      if (recorded) context.set(recordedContext, recorded);
      if (forms) context.set(guardContext, forms);
      if (readForm) context.set(formReaderContext, readForm);
      if (report) context.set(reportContext, report);
      return context;
    },
  });
}
