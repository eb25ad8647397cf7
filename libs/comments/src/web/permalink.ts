import { redirect } from 'react-router';
import { addressOf, found, links, query, withQuery, type PageArgs } from '@hiroba/ui';
import { permalinkQuery } from './comments.graphql.ts';
import { commentLink } from './comments-context.ts';

/** Leads from the lasting address of a comment to its place below the thing; what a form has done is said there. */
export async function loader(args: PageArgs): Promise<Response> {
  const { locale = '', id = '' } = args.params;
  const { comment } = await query(args.context, permalinkQuery, { id });
  const place = links(locale).below(found(comment).path);
  return redirect(commentLink(withQuery(place, { done: addressOf(args).searchParams.get('done') ?? undefined }), id));
}
