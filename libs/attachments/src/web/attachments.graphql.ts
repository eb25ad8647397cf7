import { graphql } from './gql/index.ts';

/** What pages show of a file. */
export const shownAttachment = graphql(/* GraphQL */ `
  fragment ShownAttachment on Attachment { id name shape format bytes width height pages alt decorative url smallUrl shown waiting }
`);

/** What its sender sees besides. */
export const ownAttachment = graphql(/* GraphQL */ `
  fragment OwnAttachment on Attachment { ...ShownAttachment namedAuthor namedTitle }
`);

export const attachFileMutation = graphql(/* GraphQL */ `
  mutation AttachFile($subjectKind: String!, $subjectId: ID!, $file: Upload) {
    outcome: attachFile(subjectKind: $subjectKind, subjectId: $subjectId, file: $file) {
      __typename ... on Attachment { id shape } ... on Refusal { code field message }
    }
  }
`);

export const describeAttachmentMutation = graphql(/* GraphQL */ `
  mutation DescribeAttachment($id: ID!, $alt: String, $decorative: Boolean) {
    outcome: describeAttachment(id: $id, alt: $alt, decorative: $decorative) {
      __typename ... on Attachment { id } ... on Refusal { code field message }
    }
  }
`);

export const removeAttachmentMutation = graphql(/* GraphQL */ `
  mutation RemoveAttachment($id: ID!) {
    outcome: removeAttachment(id: $id) { __typename ... on Attachment { id } ... on Refusal { code field message } }
  }
`);
