import type { ActionFunctionArgs } from 'react-router';
import { executeContext, executed, guardContext, hiddenFields, formOf, httpError, links, seeOther } from '@hiroba/ui';
import { exportMyDataMutation } from './own-account.graphql.ts';
import { localeOf } from './way-on.ts';

/** Answers with the ZIP of one's own data; what is missing for it leads to the page that gives it, and back. */
export async function action({ request, context, params }: ActionFunctionArgs): Promise<Response> {
  const form = await formOf({ request, context });
  if (!context.get(guardContext).accepts(form.get(hiddenFields.token))) throw httpError(403, 'CROSS_SITE');
  const { outcome } = await executed(() => context.get(executeContext)(exportMyDataMutation));
  const to = links(localeOf(params));
  const back = to.account('data');
  if (outcome.__typename === 'Refusal') {
    if (outcome.code === 'MFA_REQUIRED') return seeOther(to.secondFactor(back));
    if (outcome.code === 'REAUTH_REQUIRED' || outcome.code === 'UNAUTHENTICATED')
      return seeOther(to.signIn(back), 'accounts.again');
    throw httpError(429, outcome.code);
  }
  return new Response(Buffer.from(outcome.zip, 'base64'), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${outcome.fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
}
