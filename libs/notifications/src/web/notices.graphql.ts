import { graphql } from './gql/index.ts';

/** Something that can be followed, and who asks. */
export const followPageQuery = graphql(/* GraphQL */ `
  query FollowPage($kind: String!, $id: ID!) {
    followable(subjectKind: $kind, subjectId: $id) { id kind title path followed byMail }
    viewer { person { id } }
    organisation { name { ja en } }
  }
`);

export const followMutation = graphql(/* GraphQL */ `
  mutation Follow($kind: String!, $id: ID!) {
    outcome: follow(subjectKind: $kind, subjectId: $id) { __typename ... on Followable { id } ... on Refusal { code field message } }
  }
`);

export const unfollowMutation = graphql(/* GraphQL */ `
  mutation Unfollow($id: ID!) {
    outcome: unfollow(subjectId: $id) { __typename ... on Followable { id } ... on Refusal { code field message } }
  }
`);

export const subscribeMutation = graphql(/* GraphQL */ `
  mutation SubscribeByMail($space: ID, $kind: String, $id: ID, $mail: String!) {
    outcome: subscribeByMail(spaceId: $space, subjectKind: $kind, subjectId: $id, mail: $mail) { __typename ... on SubscriptionAsked { id } ... on Refusal { code field message } }
  }
`);

export const confirmSubscriptionMutation = graphql(/* GraphQL */ `
  mutation ConfirmSubscription($id: ID!, $key: String!) {
    outcome: confirmSubscription(id: $id, key: $key) { __typename ... on SubscriptionState { id } ... on Refusal { code field message } }
  }
`);

export const stopNoticesMutation = graphql(/* GraphQL */ `
  mutation StopNotices($id: ID!, $key: String!) {
    outcome: stopNotices(id: $id, key: $key) { __typename ... on SubscriptionState { id } ... on Refusal { code field message } }
  }
`);

/** What somebody follows, and how they are told. */
export const noticesQuery = graphql(/* GraphQL */ `
  query Notices { myNotices { frequency } myFollows { id kind title path } viewer { person { id } } }
`);

export const chooseNoticesMutation = graphql(/* GraphQL */ `
  mutation ChooseNotices($frequency: NoticeFrequency!) {
    outcome: chooseNotices(frequency: $frequency) { __typename ... on NoticeChoice { id } ... on Refusal { code field message } }
  }
`);
