import { addressOf, found, query, type PageArgs } from '@hiroba/ui';
import { commentsSinceQuery } from './comments.graphql.ts';

/** Answers pages without a socket: how many comments have come since. */
export async function loader(args: PageArgs): Promise<Response> {
  const { context, params } = args;
  const after = addressOf(args).searchParams.get('after');
  const { rootKind = '', rootId = '' } = params;
  const { commentsSince } = await query(context, commentsSinceQuery, { rootKind, rootId, after });
  return Response.json(found(commentsSince), { headers: { 'cache-control': 'no-store' } });
}
