import type { LoaderFunctionArgs } from 'react-router';
import { found, query } from '@hiroba/ui';
import { fileAnswer } from './vote-file.ts';
import { voteFileQuery } from './votes.graphql.ts';

/** A file with which a result can be checked. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { voteFile } = await query(context, voteFileQuery, { id: params.id ?? '', name: params.name ?? '' });
  return fileAnswer(params.name, found(voteFile));
}
