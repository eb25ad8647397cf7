import type { LoaderFunctionArgs } from 'react-router';
import { found, query } from '@hiroba/ui';
import { voteFileQuery } from './votes.graphql.ts';

/** A file with which a result can be checked. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { voteFile } = await query(context, voteFileQuery, { id: params.id ?? '', name: params.name ?? '' });
  const type = params.name?.endsWith('.json') ? 'application/json' : 'text/plain';
  return new Response(found(voteFile), { headers: { 'content-type': `${type}; charset=utf-8`, 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' } });
}
