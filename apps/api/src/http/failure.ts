import type { ServerResponse } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { connectionLost } from '@hiroba/server';
import { describeError } from './describe-error.ts';

/** Answers a request that goes no further, in the form of a GraphQL error. */
export function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

/** The answer where nothing lives. */
export const nothingHere: RequestHandler = (_, response) =>
  refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');

/** What answers a request whose handling failed. */
export type Failing = (error: unknown, response: ServerResponse) => void;

/** The last resort of every request: a generic answer, and a line in the log. */
export const failing =
  (log: Logger, counted: () => void): Failing =>
  (error, response) => {
    const { status } = error as { status?: number };
    if (status !== undefined && status >= 400 && status < 500) {
      refuse(response, status, 'BAD_USER_INPUT', 'The request cannot be read.');
      return;
    }
    if (connectionLost(error)) {
      if (!response.headersSent) response.setHeader('Retry-After', '2');
      refuse(response, 503, 'UNAVAILABLE', 'The database cannot be reached just now; try again soon.');
      return;
    }
    counted();
    log.error({ err: describeError(error) }, 'unexpected failure');
    refuse(response, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
  };

/** The same for what goes through Express. */
export const failure =
  (fail: Failing): ErrorRequestHandler =>
  (error, _request, response, _next) =>
    fail(error, response);

/** Lets the framework speak through our log; what resolvers throw is logged with its incident elsewhere. */
export function frameworkLog(log: Logger): LoggerService {
  const told = (message: unknown, context: unknown): void => {
    if (context === 'ExceptionsHandler') return;
    if (message instanceof Error) log.error({ err: describeError(message) }, 'framework');
    else log.error({ context }, String(message));
  };
  return {
    log: () => undefined,
    warn: () => undefined,
    error: (message: unknown, ...rest: unknown[]) => told(message, rest.at(-1)),
    fatal: (message: unknown, ...rest: unknown[]) => told(message, rest.at(-1)),
  };
}
