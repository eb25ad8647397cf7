import { graphql } from '../../gql/index.ts';

/** The mails that never left this machine. */
export const outboxQuery = graphql(/* GraphQL */ `
  query Outbox { outbox { id recipient subject body queuedAt } }
`);
