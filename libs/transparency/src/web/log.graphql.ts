import { graphql } from './gql/index.ts';

/** A page of the public log, with what it can be narrowed to. */
export const logPageQuery = graphql(/* GraphQL */ `
  query LogPage($kind: String, $space: String, $slug: String!, $inSpace: Boolean!, $day: String, $after: String) {
    logEntries(kind: $kind, space: $space, day: $day, first: 30, after: $after) {
      items {
        ...LogItem
      }
      next
    }
    logCheckpoint {
      size
      at
    }
    logKinds(list: REGISTER) {
      kind
      name
    }
    spaces(first: 100) {
      items {
        slug
        title {
          ja
          en
        }
      }
    }
    space(slug: $slug) @include(if: $inSpace) {
      slug
      visibility
      title {
        ja
        en
      }
    }
  }
  fragment LogItem on LogEntry {
    id
    at
    act
    said
    actor
    office {
      text
      lang
    }
    reason
    title {
      text
      lang
    }
    path
    within {
      text
      lang
    }
    gone
    number
  }
`);

/** An entry by itself. */
export const logEntryQuery = graphql(/* GraphQL */ `
  query LogEntry($id: ID, $index: Int) {
    logEntry(id: $id, index: $index) {
      ...LogItem
      leaf
      hash
      subjectKind
      subjectId
      rev
    }
    logCheckpoint {
      size
      at
      vkey
    }
  }
`);

/** The proof of an entry. */
export const logProofQuery = graphql(/* GraphQL */ `
  query LogProof($id: ID!) {
    logProof(eventId: $id) {
      size
      proof
    }
  }
`);

/** All that the log has about one thing. */
export const logHistoryQuery = graphql(/* GraphQL */ `
  query LogHistory($kind: String!, $id: ID!, $after: String) {
    logHistory(kind: $kind, id: $id, first: 50, after: $after) {
      items {
        ...LogItem
        rev
        leaf
      }
      next
    }
    logMentions(kind: $kind, id: $id, first: 50) {
      items {
        ...LogItem
      }
    }
    logCheckpoint {
      vkey
    }
  }
`);

/** What the viewer did themselves, with the ways to their receipts. */
export const myReceiptsQuery = graphql(/* GraphQL */ `
  query MyReceipts($after: String) {
    viewer {
      person {
        code
      }
    }
    myReceipts(first: 30, after: $after) {
      items {
        ...LogItem
      }
      next
    }
  }
`);

/** The newest signed checkpoint, and the key. */
export const logKeyQuery = graphql(/* GraphQL */ `
  query LogKey {
    logCheckpoint {
      origin
      vkey
      size
      note
      at
    }
  }
`);
