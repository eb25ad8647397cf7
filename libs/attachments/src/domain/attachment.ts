import type { ActorKind, Refusal, Situation } from '@hiroba/kernel';

/** What a file is for people: a picture, a document to read in the browser, or one to open elsewhere. */
export const attachmentShapes = ['IMAGE', 'PDF', 'TEXT', 'OFFICE'] as const;
export type AttachmentShape = (typeof attachmentShapes)[number];

/** How many files a thing may have, how large they may be in megabytes, and how long their words. */
export const attachmentLimits = { files: 5, megabytes: { participant: 10, staff: 50 }, quotaMegabytes: 200, alt: 300 } as const;

/** The widths in which a picture is kept. */
export const pictureWidths = { large: 1920, small: 640 } as const;

/** The kinds of files a browser offers first; the server looks into a file whatever it is called. */
export const offeredKinds = {
  participant: 'image/jpeg,image/png,image/webp,application/pdf,text/plain',
  staff: 'image/jpeg,image/png,image/webp,.pdf,.txt,.csv,.json,.geojson,.md,.docx,.xlsx,.pptx,.odt,.ods,.odp',
} as const;

/** What the rules read of a file. */
export interface AttachmentFacts {
  readonly id: string;
  readonly shape: AttachmentShape;
  readonly alt: string;
  readonly decorative: boolean;
  readonly removedAt: Date | null;
}

/** A thing that files are attached to, held still: how it stands, and what it has. */
export interface ThingFacts {
  readonly kind: string;
  readonly id: string;
  /** 0 is a private draft, whose files are private too. */
  readonly rev: number;
  readonly files: number;
  /** Who the record says acts on it; a participant, unless the city speaks. */
  readonly actor?: ActorKind;
  /** Its files are the office's, not of whoever sends them. */
  readonly ofOffice?: boolean;
  /** Why its files may not be changed by this viewer now: the rule of the thing itself. */
  mayChange(at: Situation): Refusal | undefined;
}

/** What somebody says about a file: what it shows, or that it shows nothing that matters. */
export interface AttachmentWords {
  readonly alt?: string | null | undefined;
  readonly decorative?: boolean | null | undefined;
}

/** A file that was looked into, as it is kept. */
export interface KeptFacts {
  readonly name: string;
  readonly shape: AttachmentShape;
  readonly mime: string;
  readonly bytes: number;
  readonly digest: string;
  readonly smallDigest: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly pages: number | null;
  /** Whether it could do more than be looked at. */
  readonly active: boolean;
  /** Whom and what the document names as its author and title, for its sender to see. */
  readonly documentAuthor: string | null;
  readonly documentTitle: string | null;
  /** Whether a scanner has found it clean, or nobody asks for one. */
  readonly cleared: boolean;
}
