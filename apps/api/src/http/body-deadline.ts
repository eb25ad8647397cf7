import type { RequestHandler } from 'express';
import { mayBeLarge } from './form-bounds.ts';

/** How long a form with files may take to come in. */
export const longestUploadMs = 300_000;
const usualMs = 30_000;

/** Ends a request whose body comes too slowly; only files from people we know may take longer. */
export const bodyDeadline: RequestHandler = (request, response, next) => {
  const timer = setTimeout(
    () => {
      if (!request.complete) request.destroy();
    },
    mayBeLarge(request) ? longestUploadMs : usualMs,
  );
  timer.unref();
  response.once('close', () => clearTimeout(timer));
  next();
};
