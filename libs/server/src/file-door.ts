import type { Viewer } from '@hiroba/kernel';

/** A kept file as it is handed out. */
export interface ServedFile {
  readonly digest: string;
  readonly mime: string;
  readonly bytes: number;
  /** Whether a browser shows it, or only saves it. */
  readonly shown: boolean;
  /** Its name as people see it, if it has one. */
  readonly name?: string | undefined;
  /** Its bytes as they are read, where they lie sealed. */
  readonly opened?: () => Promise<Buffer>;
  /** Whether it may be kept by readers and on the way for good, because nothing can ever hide it. */
  readonly lasting: boolean;
}

/** Finds the files of a library that somebody may see; a provider of its module. */
export interface FileDoor {
  /** The path below which its files have an address of their own, `/attachments/<id>`; without one they have none. */
  readonly path?: string;
  /** The file of a digest, where everybody may see it. */
  open(organisationId: string, digest: string): Promise<ServedFile | undefined>;
  /** The file of an address of its own, where this viewer may see it. */
  own?(viewer: Viewer, id: string, form: string): Promise<ServedFile | undefined>;
}
