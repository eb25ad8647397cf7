import type { SqlMigration } from '../library.ts';

/** Finds what is to be let go of with a person. */
export const disclosureOwnersMigration: SqlMigration = {
  name: '20261205T0000-disclosure-owners',
  sql: `create index disclosure_person_key on disclosure (person_key_id) where person_key_id is not null;`,
};
