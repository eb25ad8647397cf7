import { event, type Situation } from '@hiroba/kernel';
import { firstIn, literal, rowsIn, sql, type Query, type Resource, type Transaction, type Vault } from '@hiroba/server';
import { LockMode, type EntityClass, type EntityManager } from '@mikro-orm/postgresql';
import { COVER, covered, reworded } from '../domain/redacting.ts';
import type { ModCase } from './mod-case.entity.ts';

/** Words of a thing, by the names of the properties that hold them. */
export type Words = Readonly<Record<string, unknown>>;

/** How the words of a kind of thing are written anew: everything that is read of them follows. */
export interface Wording {
  readonly kind: string;
  readonly entity: EntityClass<Resource>;
  /** The properties that hold words. */
  readonly properties: readonly string[];
  /** Those of them that the log commits to, each under its name. */
  readonly committed: readonly string[];
  /** What else of the row follows from its words: what search knows. */
  follows?(words: Words): object;
  /** What follows beside the row. */
  beside?(em: EntityManager, organisationId: string, id: string, words: Words): Promise<void>;
}

/** Words of the thing itself, or of what others wrote from it and what says the same. */
export interface Worded {
  readonly wording: Wording;
  /** SQL of the ids of what has such words; of the thing itself where there is none. */
  readonly of?: (organisationId: string, id: string) => Query;
}

/** Words as they were: those of now, and those of each earlier version. */
export interface KeptWords {
  readonly kind: string;
  readonly id: string;
  readonly now: Words;
  readonly versions: readonly { readonly n: number; readonly content: Words }[];
}

/** A thing whose words are read or written, under its lock. */
export interface WordedThing {
  readonly worded: readonly Worded[];
  readonly organisationId: string;
  readonly id: string;
}

const SEALED = 'moderation-original';

const wordsOf = (row: object, { properties }: Wording): Words =>
  Object.fromEntries(properties.map((name) => [name, (row as Words)[name]]));

const rowOf = (em: EntityManager, { entity }: Wording, organisationId: string, id: string): Promise<Resource | null> =>
  em.findOne(entity, { id, organisationId } as object, { lockMode: LockMode.PESSIMISTIC_WRITE });

/** All words of a thing, its own first. */
export async function wordsIn(em: EntityManager, { worded, organisationId, id }: WordedThing): Promise<KeptWords[]> {
  const all: KeptWords[] = [];
  for (const { wording, of } of worded) {
    const ids = of ? (await rowsIn<{ id: string }>(em, of(organisationId, id))).map((one) => one.id) : [id];
    for (const one of ids) {
      const row = await rowOf(em, wording, organisationId, one);
      if (!row) continue;
      const versions = await rowsIn<{ n: number; content: Words }>(
        em,
        sql`select n, content from version where organisation_id = ${organisationId} and subject_kind = ${wording.kind} and subject_id = ${one}
          order by n`,
      );
      all.push({ kind: wording.kind, id: one, now: wordsOf(row, wording), versions });
    }
  }
  return all;
}

/** Writes words in the place of those that are there, each with an entry of its own. */
async function write(
  transaction: Transaction,
  { worded, organisationId, id }: WordedThing,
  words: readonly KeptWords[],
  { what, redactedAt }: { readonly what: 'redacted' | 'revealed'; readonly redactedAt: Date | null },
  at: Situation,
): Promise<void> {
  const { em } = transaction;
  for (const { kind, id: one, now, versions } of words) {
    const wording = worded.find((each) => each.wording.kind === kind)?.wording;
    const row = wording && (await rowOf(em, wording, organisationId, one));
    if (!wording || !row) continue;
    const isItself = one === id;
    // What others have written anew since stays as they wrote it.
    if (!isItself && what === 'revealed' && !JSON.stringify(wordsOf(row, wording)).includes(COVER)) continue;
    await transaction.write(
      row,
      {
        patch: { ...now, ...wording.follows?.(now), ...(isItself ? { redactedAt } : {}) },
        event: event(
          `${kind}.${what}`,
          {},
          { actor: 'moderator', commit: Object.fromEntries(wording.committed.map((name) => [name, now[name]])) },
        ),
      },
      at,
    );
    for (const { n, content } of versions)
      await rowsIn(
        em,
        sql`update version set content = ${JSON.stringify(content)}::jsonb where organisation_id = ${organisationId}
          and subject_kind = ${kind} and subject_id = ${one} and n = ${n}`,
      );
    await wording.beside?.(em, organisationId, one, now);
  }
}

const isSame = (a: KeptWords, b: KeptWords): boolean => a.kind === b.kind && a.id === b.id;

/** SQL of sealed words beside a case. */
export const sealedOriginal = (alias: 'o'): Query => literal(`${alias}.words_enc`);

/** What a thing itself said, for somebody to read. */
export function wordsToRead(vault: Vault, sealed: Buffer): string {
  const [own] = JSON.parse(vault.open(SEALED, sealed).toString()) as KeptWords[];
  const texts: string[] = [];
  reworded(own?.now ?? {}, (text) => {
    if (text !== '') texts.push(text);
    return text;
  });
  return texts.join('\n\n');
}

/** What a thing said before anything of it was covered, as long as that can come back. */
export async function originalIn(
  em: EntityManager,
  vault: Vault,
  { organisationId, id }: Pick<ModCase, 'organisationId' | 'id'>,
): Promise<readonly KeptWords[]> {
  const row = await firstIn<{ words: Buffer }>(
    em,
    sql`select words_enc as words from mod_original where organisation_id = ${organisationId} and case_id = ${id}`,
  );
  return row ? (JSON.parse(vault.open(SEALED, row.words).toString()) as KeptWords[]) : [];
}

/** Writes down since when a label stands beside a thing, or that none does. */
export async function markLabel(em: EntityManager, { worded, organisationId, id }: WordedThing, at: Date | null): Promise<void> {
  const [own] = worded;
  if (!own) return;
  const table = literal(em.getMetadata(own.wording.entity).tableName);
  await rowsIn(em, sql`update ${table} set labelled_at = ${at} where organisation_id = ${organisationId} and id = ${id}`);
}

interface Changed {
  readonly record: ModCase;
  readonly thing: WordedThing;
  readonly vault: Vault;
}

/** Covers or takes away words; what they were is sealed beside the case, the first of them where something was covered before. */
export async function coverWords(
  transaction: Transaction,
  { record, thing, vault }: Changed,
  change: (text: string) => string,
  { at, eraseAt, redactedAt }: { readonly at: Situation; readonly eraseAt: Date | null; readonly redactedAt: Date | null },
): Promise<void> {
  const { em } = transaction;
  const { organisationId, id } = record;
  const before = await originalIn(em, vault, record);
  const words = await wordsIn(em, thing);
  const kept = [...before, ...words.filter((one) => !before.some((other) => isSame(one, other)))];
  const sealed = vault.seal(SEALED, Buffer.from(JSON.stringify(kept)));
  await rowsIn(
    em,
    sql`insert into mod_original (organisation_id, case_id, words_enc, erase_at) values (${organisationId}, ${id}, ${sealed}, ${eraseAt})
      on conflict (organisation_id, case_id) do update set words_enc = excluded.words_enc, erase_at = excluded.erase_at`,
  );
  const changed = words.map((one) => ({
    ...one,
    now: reworded(one.now, change),
    versions: one.versions.map(({ n, content }) => ({ n, content: reworded(content, change) })),
  }));
  const touched = changed.filter(
    (one, i) => one.id === thing.id || JSON.stringify(one) !== JSON.stringify(words[i]),
  );
  await write(transaction, thing, touched, { what: 'redacted', redactedAt }, at);
}

/** Gives a thing its words back. */
export async function uncoverWords(
  transaction: Transaction,
  { record, thing, vault }: Changed,
  at: Situation,
): Promise<void> {
  const { em } = transaction;
  await write(transaction, thing, await originalIn(em, vault, record), { what: 'revealed', redactedAt: null }, at);
  await rowsIn(
    em,
    sql`delete from mod_original where organisation_id = ${record.organisationId} and case_id = ${record.id}`,
  );
}

/** What a decision does to the words of its thing: covers passages, gives words back, puts a label beside them or takes it away. */
export async function followWords(
  transaction: Transaction,
  changed: Changed,
  { passages, patch }: { readonly passages?: readonly string[]; readonly patch: Pick<Partial<ModCase>, 'label' | 'redacted'> },
  at: Situation,
): Promise<void> {
  if (passages)
    await coverWords(transaction, changed, (text) => covered(text, passages), { at, eraseAt: null, redactedAt: at.now });
  if (patch.label !== undefined) await markLabel(transaction.em, changed.thing, patch.label ? at.now : null);
  if (patch.redacted === false) await uncoverWords(transaction, changed, at);
}
