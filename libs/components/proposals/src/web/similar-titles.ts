import type { LoaderFunctionArgs } from 'react-router';
import { addressOf, query } from '@hiroba/ui';
import { similarProposalsQuery } from './proposals.graphql.ts';

/** The proposals that are like a title, asked for while it is written. */
export async function loader(args: LoaderFunctionArgs) {
  const title = addressOf(args).searchParams.get('title') ?? '';
  const { component } = await query(args.context, similarProposalsQuery, { id: args.params.componentId ?? '', title });
  return { similar: component?.__typename === 'ProposalsComponent' ? component.similar : [] };
}
