import { found, query, type PageArgs } from '@hiroba/ui';
import { commentsSinceQuery } from './comments.graphql.ts';

/** Answers pages without a socket: how many comments have come since. */
export async function loader({ request, context, params }: PageArgs): Promise<Response> {
  const after = new URL(request.url).searchParams.get('after');
  const { rootKind = '', rootId = '' } = params;
  const { commentsSince } = await query(context, commentsSinceQuery, { rootKind, rootId, after });
  return Response.json(found(commentsSince), { headers: { 'cache-control': 'no-store' } });
}
