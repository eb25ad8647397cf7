import { Injectable } from '@nestjs/common';
import { Refusal, type Viewer } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, Sql, sql, type Caller, type Query } from '@hiroba/server';
import { rulesPolicy } from '../domain/policy.ts';
import { addWord } from '../domain/signals/city-words.ts';
import type { ModerationWordType } from './word.types.ts';

const MOST_WORDS = 1_000;

const wordsWhere = (organisationId: string, which: Query): Query => sql`
  select w.id, w.use, w.word, w.reason, nullif(p.display_name, '') as by, w.added_at as at
  from mod_word w left join person p on p.organisation_id = w.organisation_id and p.id = w.added_by
  where w.organisation_id = ${organisationId} and ${which} order by w.added_at desc, w.id desc limit ${MOST_WORDS}`;

/** The words of a city, which only those read who write its rules: whoever knew them all would write around them. */
@Injectable()
export class WordService {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
  ) {}

  /** The words that a city has added or left out, the newest first; nothing for others. */
  async list(viewer: Viewer, now: Date): Promise<ModerationWordType[]> {
    if (rulesPolicy.write({ viewer, now }, undefined)) return [];
    return this.db.rows<ModerationWordType>(wordsWhere(viewer.organisationId, sql`w.removed_at is null`));
  }

  /** Adds a word. */
  add(use: string, word: string, reason: string, caller: Caller): Promise<ModerationWordType | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { organisationId } = caller;
      const at = { viewer: caller, now: await transaction.now() };
      const kept = addWord(use, word, reason)(at);
      if (kept instanceof Refusal) return kept;
      const added = await firstIn<{ id: string }>(
        transaction.em,
        sql`
        insert into mod_word (id, organisation_id, use, word, folded, reason, added_by, added_at)
        values (${newId()}, ${organisationId}, ${kept.use}, ${kept.word}, ${kept.folded}, ${kept.reason}, ${caller.personId}, ${at.now})
        on conflict (organisation_id, use, folded) where removed_at is null do nothing returning id`,
      );
      if (!added) return new Refusal('TAKEN', 'word');
      return (
        (await firstIn<ModerationWordType>(transaction.em, wordsWhere(organisationId, sql`w.id = ${added.id}`))) ??
        new Refusal('NOT_FOUND')
      );
    });
  }

  /** Takes a word back; that it was there stays. */
  remove(id: string, caller: Caller): Promise<ModerationWordType | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const at = { viewer: caller, now: await transaction.now() };
      const refusal = rulesPolicy.write(at, undefined);
      if (refusal) return refusal;
      const removed = isId(id)
        ? await firstIn<{ id: string }>(
            transaction.em,
            sql`update mod_word set removed_by = ${caller.personId}, removed_at = ${at.now}
              where organisation_id = ${caller.organisationId} and id = ${id} and removed_at is null returning id`,
          )
        : undefined;
      if (!removed) return new Refusal('NOT_FOUND');
      return (
        (await firstIn<ModerationWordType>(
          transaction.em,
          wordsWhere(caller.organisationId, sql`w.id = ${removed.id}`),
        )) ?? new Refusal('NOT_FOUND')
      );
    });
  }
}
