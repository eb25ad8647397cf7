import type { LocalizedText, Role } from '@hiroba/kernel';
import type { TypedDocument } from '@hiroba/ui';

/** Where and when the city can be reached, the same on every page. */
export interface Contact {
  readonly office?: LocalizedText | null;
  readonly phone?: string | null;
  readonly mail?: string | null;
  readonly hours?: LocalizedText | null;
  readonly address?: LocalizedText | null;
}

/** What the frame of every page shows: who looks, and whose square it is. */
export interface FrameAnswer {
  readonly viewer: {
    readonly organisationId?: string;
    readonly person: { readonly id: string; readonly displayName: string } | null;
    readonly grants: readonly { readonly role: Role; readonly spaceId: string | null }[];
    readonly level?: number;
    readonly mfa?: boolean;
    readonly mfaNeeded: boolean;
    readonly freshUntil?: string | null;
    readonly suspended?: boolean;
  };
  readonly organisation: {
    readonly name: LocalizedText;
    readonly accent: string | null;
    readonly timeZone?: string;
    readonly contact: Contact | null;
    readonly legalPages: readonly { readonly slug: string; readonly title: LocalizedText }[];
  } | null;
}

/** The one query of the frame. */
export const frameQuery: TypedDocument<FrameAnswer, Record<string, never>> = /* GraphQL */ `
  query Frame {
    viewer {
      person { id displayName }
      grants { role spaceId }
      mfaNeeded
    }
    organisation {
      name { ja en }
      accent
      contact { phone mail office { ja en } hours { ja en } address { ja en } }
      legalPages { slug title { ja en } }
    }
  }
`;
