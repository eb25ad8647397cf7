import type pg from 'pg';

/** The code a failed piece of work ended with, or nothing. */
export const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );

/** A mutation of a proposal by its id. */
export const outcome = (mutation: string): string =>
  `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Proposal { id state } ... on Refusal { code field } } }`;

/** The ways around the code that only specs of the record take. */
export const behindTheCode = (pool: pg.Pool) => ({
  async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await pool.query<R>(text, [...values])).rows;
  },
  /** Work on one connection in one transaction, and what its end said. */
  async inTransaction(work: (client: pg.PoolClient) => Promise<void>): Promise<string | undefined> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await work(client);
      return await codeOf(client.query('commit'));
    } catch (error) {
      await client.query('rollback');
      return (error as { code?: string }).code;
    } finally {
      client.release(true);
    }
  },
});

/** The tables that no guard holds, by why none needs to. */
const outside: Readonly<Record<string, string>> = {
  'nobody reads them, or only whoever they are of':
    'attachment_allowance comment_allowance debate_allowance submission_mail proposal_allowance space_member_allowance proposal_entered_for follow notice_reader ' +
    'known_device vote_second mail_outbox mail_token recovery_code session mod_report mod_mail_report mod_signal mod_original mod_print mod_word mod_bulk_item mod_proposal mod_sanction mod_recusal mod_concerned disclosure person_key write_key rate_bucket stored_file',
  'they follow from guarded rows or from the log, and are compared with them':
    'counter counter_delta comment_rank proposal_rank comment_mention log_line log_state log_tile nightly_edition nightly_file mod_register',
  "acts that are counted and not told one by one: who supported or voted is nobody's business":
    'comment_vote proposal_support',
  'what reactions, numbers and migrations have got to':
    'log_entry_context log_pending reaction_done reference_counter mikro_orm_migrations round_telling',
  'what somebody counted, until another one confirms it in an entry of the round': 'round_tail redaction',
  'acts whose entries stand with the opinions, submissions and rounds they are about': 'opinion_grouping not_mine_claim round_hold',
  'what two people key for themselves, until it is taken into the ballot box in an entry of the vote': 'paper_batch paper_keying',
  'how far a count is, which begins anew wherever it stopped': 'vote_count',
  'addresses and names, which say nothing themselves': 'log log_former_key organisation_host space_slug proposal_move',
  'filed with the thing, whose entry says so; nodes that are merged and places that are forgotten move many at once':
    'spot taxonomy_use',
  'what is appealed and answered stands in the entries of the case; its words go when whoever appealed leaves':
    'mod_appeal',
};

/** Whether a table is known to need no guard. */
export const needsNoGuard = (table: string): boolean =>
  Object.values(outside).some((tables) => tables.split(' ').includes(table));
