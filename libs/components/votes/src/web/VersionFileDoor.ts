import type { LoaderFunctionArgs } from 'react-router';
import { found, query } from '@hiroba/ui';
import { versionFileQuery } from './papers.graphql.ts';
import { fileAnswer } from './vote-file.ts';

/** A file of a result that another version replaced. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const version = found(/^[1-9]\d{0,5}$/.test(params.version ?? '') ? Number(params.version) : null);
  const { voteFile } = await query(context, versionFileQuery, { id: params.id ?? '', name: params.name ?? '', version });
  return fileAnswer(params.name, found(voteFile));
}
