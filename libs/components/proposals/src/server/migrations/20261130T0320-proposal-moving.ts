import { guardLets, type SqlMigration } from '@hiroba/server';

/** Amendments go along when their proposal moves to another place: its entry says so for them, too. */
export const proposalMovingMigration: SqlMigration = {
  name: '20261130T0320-proposal-moving',
  sql: guardLets('amendment', 'amendment', ['component_id']),
};
