import type { LocalizedText } from '@hiroba/kernel';

/** What the rules read of a placed component. */
export interface PlacedFacts {
  readonly id: string;
  readonly spaceId: string;
  readonly published: boolean;
  readonly rev: number;
}

/** A placed component as its commands know it. */
export interface PlacedContent extends PlacedFacts {
  readonly manifest: string;
  readonly title: LocalizedText;
  readonly intro: LocalizedText;
  readonly weight: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly edition: number;
}
