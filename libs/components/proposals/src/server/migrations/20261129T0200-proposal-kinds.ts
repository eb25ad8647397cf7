import type { SqlMigration } from '@hiroba/server';
import { proposalKinds } from '../../domain/proposal.kind.ts';

/** What a proposal is, where its place asks: a need or a policy, and what it says besides its text. */
export const proposalKindsMigration: SqlMigration = {
  name: '20261129T0200-proposal-kinds',
  sql: `
alter table proposal
  add column kind text check (kind in (${proposalKinds.map((kind) => `'${kind}'`).join(', ')})),
  add column details jsonb not null default '{}';
`,
};
