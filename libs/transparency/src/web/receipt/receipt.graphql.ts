import { graphql } from '../gql/index.ts';

/** A receipt, with the entry that it is about. */
export const receiptPageQuery = graphql(/* GraphQL */ `
  query ReceiptPage($id: ID!) {
    receipt(id: $id) {
      id
      at
      dueAt
      leaf
      note
      index
      size
      proof
      vkeys
      address
      own
    }
    logEntry(id: $id) {
      ...LogItem
      leaf
      hash
      subjectKind
      subjectId
      rev
    }
    viewer {
      person {
        id
      }
    }
  }
`);
