import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { addressOf, executeContext, executed, formOf, guardContext, hiddenFields, httpError, seeOther, textOf } from '@hiroba/ui';
import { makeOfficeSheetMutation } from './sheet.graphql.ts';

const types = { XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', CSV: 'text/csv; charset=utf-8' } as const;

/** Whoever opens the address of the sheet again is led to where it is asked for. */
export const loader = (args: LoaderFunctionArgs): Response => {
  throw seeOther(addressOf(args).pathname.replace(/\/sheet$/, '/opinions'));
};

/** Hands out the sheet of a section. */
export async function action({ request, context, params }: ActionFunctionArgs): Promise<Response> {
  const form = await formOf({ request, context });
  if (!context.get(guardContext).accepts(form.get(hiddenFields.token))) throw httpError(403, 'CROSS_SITE');
  const format = textOf(form, 'format') === 'CSV' ? 'CSV' : 'XLSX';
  const { outcome } = await executed(() => context.get(executeContext)(makeOfficeSheetMutation, { roundId: params.id ?? '', office: textOf(form, 'office') || null, format }));
  if (outcome.__typename === 'Refusal') throw httpError(outcome.code === 'NOT_FOUND' || outcome.code === 'UNAUTHENTICATED' ? 404 : 409, outcome.code);
  return new Response(Buffer.from(outcome.content, 'base64'), {
    headers: { 'content-type': types[format], 'content-disposition': `attachment; filename="${outcome.fileName}"`, 'cache-control': 'private, no-store' },
  });
}
