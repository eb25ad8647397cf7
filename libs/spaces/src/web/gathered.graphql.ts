import { graphql } from './gql/index.ts';

/** Something in which people can take part now. */
export const openItem = graphql(/* GraphQL */ `
  fragment OpenItem on OpenItem {
    id
    manifest
    kind
    path
    actions
    voices
    closesAt
    title {
      text
      lang
    }
    within {
      text
      lang
    }
    ask {
      text
      lang
    }
    office {
      text
      lang
    }
  }
`);

/** What the city answered to something that people said. */
export const answerItem = graphql(/* GraphQL */ `
  fragment AnswerItem on AnswerItem {
    id
    manifest
    kind
    path
    state
    tone
    at
    title {
      text
      lang
    }
    within {
      text
      lang
    }
    stateWords {
      text
      lang
    }
    text {
      text
      lang
    }
    office {
      text
      lang
    }
  }
`);

/** Something a person contributed, and what became of it. */
export const contribution = graphql(/* GraphQL */ `
  fragment Contribution on Contribution {
    id
    manifest
    kind
    path
    state
    tone
    at
    due
    dueAt
    title {
      text
      lang
    }
    within {
      text
      lang
    }
    stateWords {
      text
      lang
    }
  }
`);

/** Something the city has to do. */
export const duty = graphql(/* GraphQL */ `
  fragment Duty on Duty {
    id
    manifest
    kind
    path
    count
    dueAt
    title {
      text
      lang
    }
    within {
      text
      lang
    }
  }
`);
