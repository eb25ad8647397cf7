import { redirect } from 'react-router';
import { found, links, query, type PageArgs } from '@hiroba/ui';
import { permalinkQuery } from './comments.graphql.ts';
import { commentLink } from './comments-context.ts';

/** Leads from the lasting address of a comment to its place below the thing. */
export async function loader({ context, params }: PageArgs): Promise<Response> {
  const { locale = '', id = '' } = params;
  const { comment } = await query(context, permalinkQuery, { id });
  return redirect(commentLink(`${links(locale).home().replace(/\/$/, '')}${found(comment).path}`, id));
}
