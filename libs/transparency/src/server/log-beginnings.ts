import { Inject, Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { administrationEvents, dataEvents, event, EventRegistry, logEvents } from '@hiroba/kernel';
import { Clock, LIBRARIES, literal, Log, rowsIn, sql, type LibraryServer } from '@hiroba/server';
import { bytesOf, toHex } from '../domain/bytes.ts';
import { formatVerifierKey } from '../domain/keys.ts';
import { LeafTypes } from '../domain/leaf-types.ts';
import { formatPolicy } from '../domain/policy.ts';
import { receiptKeyName } from '../domain/receipt.ts';
import { schemaPath } from '../domain/schema-path.ts';
import { allKeys, signingKeys, type KeptLog } from './kept-log.ts';
import { LogTrouble } from './log-trouble.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { RECEIPTS_KEY } from './published-proof.ts';
import type { LinesOf, Recovery } from './recovery.ts';
import type { Signer } from './signer.ts';

/** The form of the leaves whose types are published. */
const FORM = 'leaf1';

/** For how many days an old key signs beside the one that follows it. */
export const BOTH_SIGN_DAYS = 90;

/** Begins logs, and says in them what their leaves may hold. */
@Injectable()
export class LogBeginnings {
  readonly #types: string;

  constructor(
    private readonly orm: MikroORM,
    private readonly log: Log,
    private readonly clock: Clock,
    @Inject(LIBRARIES) libraries: readonly LibraryServer[],
  ) {
    const own = libraries.flatMap(({ events }) => (events ? [events] : []));
    this.#types = LeafTypes.of(new EventRegistry(administrationEvents, dataEvents, logEvents, ...own)).file;
  }

  /** Begins the public log of an organisation: its key, its row, its first entry. Whoever comes second finds it begun. */
  async begin(organisationId: string, host: string, signer: Signer): Promise<KeptLog> {
    const origin = `${host}/log/public`;
    const vkey = formatVerifierKey(await signer.keyMade(origin));
    const log: KeptLog = { organisationId, name: 'public', origin, vkey };
    await this.#inTransaction(async (em) => {
      const begun = await rowsIn(
        em,
        sql`insert into log (organisation_id, name, origin, vkey) values (${organisationId}, 'public', ${origin}, ${vkey})
                                         on conflict do nothing returning name`,
      );
      if (begun.length === 0) return;
      await rowsIn(em, sql`insert into log_state (organisation_id, log) values (${organisationId}, 'public')`);
      await this.#append(em, organisationId, 'log.created', { origin, vkey, schema: FORM });
    });
    return log;
  }

  /** The files that a log has besides its tree, by their paths; what its leaves may hold is said in the log first. */
  async files(log: KeptLog, address: string, signer: Signer): Promise<readonly (readonly [string, string])[]> {
    const sha256 = toHex(nodeCiphers.sha256(bytesOf(this.#types)));
    await this.#inTransaction(async (em) => {
      const news = await rowsIn(
        em,
        sql`update log_state set schema = ${sha256}
        where organisation_id = ${log.organisationId} and log = ${log.name} and schema is distinct from ${sha256} returning log`,
      );
      if (news.length > 0) await this.#append(em, log.organisationId, 'log.schema_published', { name: FORM, sha256 });
    });
    const receipts = await signer.keyMade(receiptKeyName(log.origin));
    return [
      ['vkey', `${log.vkey}\n`],
      ['policy', formatPolicy(allKeys(log), address)],
      [RECEIPTS_KEY, `${formatVerifierKey(receipts)}\n`],
      [schemaPath(sha256), this.#types],
    ];
  }

  /** Says in each log, at most twice an hour, how much is in it: whoever reads it knows how fresh it is. */
  async beat(): Promise<void> {
    await this.#inTransaction(async (em) => {
      const beating = await rowsIn<{
        organisation_id: string;
        entries: string;
        counts: Readonly<Record<string, number>>;
      }>(
        em,
        sql`
        update log_state set heartbeat_at = clock_timestamp()
        where log = 'public' and size > 0 and closed is null and (heartbeat_at is null or heartbeat_at < clock_timestamp() - interval '30 minutes')
        returning organisation_id, size as entries, types as counts`,
      );
      for (const { organisation_id: id, entries, counts } of beating)
        await this.#append(em, id, 'log.heartbeat', {
          entries: Number(entries),
          types: Object.keys(counts).length,
          counts,
        });
    });
  }

  /** The lists in which an entry is shown. */
  readonly lines: LinesOf = ({ type, actor }) =>
    this.log.lines({ type, actor: actor?.kind === 'auditor' ? undefined : actor?.kind, log: 'public' });

  /** Says in a log what a recovery brought back. */
  async recovered({ organisationId }: KeptLog, { before, restored, behind }: Recovery): Promise<void> {
    const data = { size_before: before, entries_restored: restored, subjects_behind: behind.length };
    await this.#inTransaction((em) => this.#append(em, organisationId, 'log.recovered', data));
  }

  /** Says in a log that it was compared with what was made of it; one that is closed goes without saying. */
  async checked({ organisationId, name }: KeptLog, size: number, problems: number): Promise<void> {
    await this.#inTransaction(async (em) => {
      const [state] = await rowsIn<{ closed: string | null }>(
        em,
        sql`update log_state set checked_at = clock_timestamp(), problems = ${problems}
        where organisation_id = ${organisationId} and log = ${name} returning closed`,
      );
      if (state?.closed === null)
        await this.#append(em, organisationId, 'log.fsck', { size, ok: problems === 0, problems });
    });
  }

  /** Whether the keys with which a log is signed are there, or why it cannot go on. */
  async checkKey(log: KeptLog, signer: Signer): Promise<void> {
    const held = (await signer.keys(log.origin)).map(formatVerifierKey);
    const isMissing = signingKeys(log).some((vkey) => !held.includes(vkey));
    if (isMissing)
      throw new LogTrouble(held.length === 0 ? 'KEY_MISSING' : 'OTHER_KEY', log.origin, signer.keyFile(log.origin));
  }

  /** Gives a log another key: said in the log, and signed by both keys for some months, so that the old one vouches for the new one. */
  async rotate(log: KeptLog, signer: Signer): Promise<string> {
    const { organisationId, name, origin } = log;
    const vkey = formatVerifierKey(await signer.nextKey(origin, allKeys(log)));
    await this.#inTransaction(async (em) => {
      const turned = await rowsIn(
        em,
        sql`with turned as (update log set vkey = ${vkey} where organisation_id = ${organisationId} and name = ${name} and vkey = ${log.vkey} returning name)
          insert into log_former_key (organisation_id, log, vkey, until)
          select ${organisationId}, name, ${log.vkey}, clock_timestamp() + ${literal(`interval '${BOTH_SIGN_DAYS} days'`)} from turned returning log`,
      );
      if (turned.length === 0) return;
      const from = (await this.clock.nowIn(em)).toISOString();
      await this.#append(em, organisationId, 'log.key_rotated', { vkey_new: vkey, from });
    });
    return vkey;
  }

  async #append(
    em: EntityManager,
    organisationId: string,
    type: string,
    data: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.log.append(em, event(type, data, { actor: 'system' }), {
      organisationId,
      at: await this.clock.nowIn(em),
    });
  }

  #inTransaction(work: (em: EntityManager) => Promise<void>): Promise<void> {
    return this.orm.em.fork().transactional((em) => work(em as EntityManager));
  }
}
