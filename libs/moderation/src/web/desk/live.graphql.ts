/** Tells a desk that the queue has changed; a document that browsers send themselves. */
export const queueChangedSubscription = /* GraphQL */ `
  subscription ModerationQueueChanged {
    moderationQueueChanged {
      waiting
    }
  }
`;
