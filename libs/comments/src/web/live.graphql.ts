/** Tells a page that comments have come; the one document that browsers send themselves. */
export const commentsAddedSubscription = /* GraphQL */ `
  subscription CommentsAdded($rootKind: String!, $rootId: ID!, $after: String) {
    commentsAdded(rootKind: $rootKind, rootId: $rootId, after: $after) { count }
  }
`;
