import { graphql } from './gql/index.ts';

export const makeOfficeSheetMutation = graphql(/* GraphQL */ `
  mutation MakeOfficeSheet($roundId: ID!, $office: String, $format: OfficeSheetFormat!) {
    outcome: makeOfficeSheet(roundId: $roundId, office: $office, format: $format) {
      __typename ... on OfficeSheet { fileName content } ... on Refusal { code field message }
    }
  }
`);

export const bringOfficeSheetMutation = graphql(/* GraphQL */ `
  mutation BringOfficeSheet($roundId: ID!, $file: Upload, $dryRun: Boolean!) {
    outcome: bringOfficeSheet(roundId: $roundId, file: $file, dryRun: $dryRun) {
      __typename
      ... on OfficeSheetReport {
        dryRun rows applied same untouched ignored conflicts { line opinionId number now written } problems { line column code message }
      }
      ... on Refusal { code field message }
    }
  }
`);
