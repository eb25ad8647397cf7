import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { addressOf, executeContext, executed, formOf, guardContext, hiddenFields, httpError, seeOther, textOf } from '@hiroba/ui';
import { proveSubmissionMutation } from './submissions.graphql.ts';

/** Whoever opens the address of a proof again is led to where it is asked for. */
export const loader = (args: LoaderFunctionArgs): Response => {
  throw seeOther(addressOf(args).pathname.replace(/\/proof$/, ''));
};

/** Hands out the proof of a wording to whoever holds the receipt code. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const form = await formOf({ request, context });
  if (!context.get(guardContext).accepts(form.get(hiddenFields.token))) throw httpError(403, 'CROSS_SITE');
  const { outcome } = await executed(() => context.get(executeContext)(proveSubmissionMutation, { slip: textOf(form, 'slip'), n: Number(textOf(form, 'n')) || 0 }));
  if (outcome.__typename === 'Refusal') throw httpError(outcome.code === 'RATE_LIMITED' ? 429 : 404, outcome.code);
  return new Response(Buffer.from(outcome.content, 'base64'), {
    headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${outcome.fileName}"`, 'cache-control': 'private, no-store' },
  });
}
