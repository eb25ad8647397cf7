import type { LocalizedText } from '@hiroba/kernel';

/** Where a city can be reached, on every page in the same place. */
export interface Contact {
  /** The key of the office that answers. */
  readonly office?: string | null;
  readonly address?: LocalizedText;
  readonly phone?: string | null;
  readonly fax?: string | null;
  readonly mail?: string | null;
  readonly hours?: LocalizedText;
}

/** An office of the city that asks, answers and signs. */
export interface Office {
  readonly key: string;
  readonly name: LocalizedText;
  readonly phone?: string | null;
  readonly mail?: string | null;
}

/** What a city decides about its place here; each change is in the public record. */
export interface OrganisationSettings {
  readonly name: LocalizedText;
  readonly greeting: LocalizedText;
  readonly zone: string;
  readonly prefix: string;
  readonly accent: string;
  readonly contact: Contact;
  readonly offices: readonly Office[];
  /** The key of the licence of its open data. */
  readonly licence: string;
}

/** The sign of a city as it is kept, by the digest of its file. */
export interface Logo {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** An organisation as its commands know it. */
export interface OrganisationContent extends OrganisationSettings {
  readonly id: string;
  readonly logo: Logo | null;
  readonly rev: number;
}

/** The pages every city must have. */
export const legalSlugs = ['terms', 'privacy', 'moderation', 'accessibility'] as const;
export type LegalSlug = (typeof legalSlugs)[number];
