import type { EntityManager } from '@mikro-orm/postgresql';
import type { LibraryServer } from '@hiroba/server';

/** One kind of data a library keeps about a person: how to hand it out, and how to erase what is not kept. */
export interface PersonalDataSource {
  /** Name of its file in the download, `proposals` for `proposals.ndjson`; its title is `<library>.myData.<name>`. */
  readonly name: string;
  readonly titleKey: string;
  /** Everything of the person, oldest first, as plain objects. */
  rows(em: EntityManager, organisationId: string, personId: string): Promise<readonly object[]>;
  /** Runs when the account is erased, in the same transaction. */
  erase?(em: EntityManager, organisationId: string, personId: string): Promise<void>;
}

/** A library that keeps personal data declares it on its server door. */
export interface KeepsPersonalData {
  readonly personalData: readonly PersonalDataSource[];
}

/** The sources of all libraries of this installation. */
export const sourcesOf = (libraries: readonly (LibraryServer & Partial<KeepsPersonalData>)[]): PersonalDataSource[] =>
  libraries.flatMap(({ personalData = [] }) => personalData);
