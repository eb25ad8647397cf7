import { graphql } from '../../gql/index.ts';

/** The one query of the frame: who looks, and whose square it is. */
export const frameQuery = graphql(/* GraphQL */ `
  query Frame {
    viewer {
      organisationId
      person { id displayName }
      grants { role spaceId }
      memberOf
      level
      mfa
      freshUntil
      suspended
      termsDue
    }
    organisation {
      name { ja en }
      accent
      logo { src width height }
      zone
      hasAdministrator
      address
      contact { office { ja en } phone fax mail hours { ja en } address { ja en } }
      legalPages { slug title { ja en } }
      offices { name { ja en } }
    }
  }
`);
