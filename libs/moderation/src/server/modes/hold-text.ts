import { holds, insideRoles, Refusal, type Situation } from '@hiroba/kernel';
import { firstIn, newId, sql, type Transaction } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { JudgedSubject } from '../../domain/moderation.commands.ts';
import { FIRST_TEXTS, inForce, takesTexts, usualModes, waitsFor, type Mode, type Modes } from '../../domain/modes.ts';
import { signalsOf, worthALook } from '../../domain/signals/signals.ts';
import { letWait } from '../../domain/waiting-texts.ts';
import { postingOf } from '../desk/posting.reads.ts';
import { givenOut } from '../given-out.ts';
import { ModCase } from '../mod-case.entity.ts';
import { wordsIn } from '../words.ts';
import { judgedWords, type JudgedRow, type Withholdable } from '../withholdable.ts';

/** The mode of a place, inside a transaction that holds the place still. */
export async function modesIn(em: EntityManager, organisationId: string, componentId: string): Promise<Modes> {
  const row = await firstIn<Modes>(
    em,
    sql`select mode, wave, wave_until as "waveUntil" from mod_mode where organisation_id = ${organisationId} and component_id = ${componentId}`,
  );
  return row ? { ...row, waveUntil: row.waveUntil && new Date(row.waveUntil) } : usualModes;
}

/**
 * Lets a text wait that was just written, inside its transaction, where the mode of its place asks for that; refuses it where the place
 * takes none. Staff and those who moderate write at once.
 */
export async function holdText(
  transaction: Transaction,
  of: Withholdable,
  id: string,
  at: Situation,
): Promise<Refusal | undefined> {
  const { em, caller } = transaction;
  const { organisationId } = caller;
  const { component } = at;
  if (!component || holds(caller, insideRoles, component.spaceId)) return undefined;
  const held = inForce(await modesIn(em, organisationId, component.id), at.now);
  if (held.every((mode) => mode === 'POST')) return undefined;
  const row = await firstIn<JudgedRow>(em, of.judged(organisationId, sql`${id}::uuid`));
  // A private draft is nobody's business.
  if (!row || row.withheldAt) return undefined;
  const closed = takesTexts(held);
  if (closed) return closed;
  const mode = waitsFor(held, {
    shown: held.includes('PRE_NEW') ? await shownOf(transaction, of.kind, id) : FIRST_TEXTS,
    isFlagged: held.includes('PRE_FLAGGED') && (await isFlagged(transaction, of, id, row)),
  });
  if (mode) await hold(transaction, of, { id, row, mode }, at);
  return undefined;
}

/** How many texts of whoever writes are shown, up to as many as matter. */
async function shownOf(
  { em, caller: { organisationId, personId } }: Transaction,
  kind: string,
  id: string,
): Promise<number> {
  const row = await firstIn<{ shown: number }>(
    em,
    sql`select count(*)::int as shown from (select from mod_print t
      where t.organisation_id = ${organisationId} and t.author_ids @> array[${personId ?? null}::uuid] and (t.kind, t.target_id) <> (${kind}, ${id}::uuid)
        and not exists (select from mod_case k where k.organisation_id = t.organisation_id and k.target_kind = t.kind and k.target_id = t.target_id
          and k.visibility <> 'VISIBLE')
      limit ${FIRST_TEXTS}) one`,
  );
  return row?.shown ?? 0;
}

async function isFlagged({ em, caller }: Transaction, of: Withholdable, id: string, row: JudgedRow): Promise<boolean> {
  const { organisationId } = caller;
  const found = signalsOf(judgedWords(row), {
    ...(await givenOut(em, organisationId)),
    words: await wordsIn(em, organisationId),
    posting: await postingOf(em, of, { organisationId, id }, row),
  });
  return found.some(worthALook);
}

interface Held {
  readonly id: string;
  readonly row: JudgedRow;
  readonly mode: Mode;
}

async function hold(transaction: Transaction, of: Withholdable, { id, row, mode }: Held, at: Situation): Promise<void> {
  const { em, caller } = transaction;
  const { organisationId } = caller;
  const { kind } = of;
  const { componentId, authorIds, content, locale } = row;
  const known = await em.findOne(ModCase, { organisationId, targetKind: kind, targetId: id });
  // What somebody decides just now is decided: an appeal, or two persons.
  if (known && !['OPEN', 'DECIDED', 'DISMISSED'].includes(known.state)) return;
  const base = { id: newId(), organisationId, componentId, targetKind: kind, targetId: id, rev: 0 };
  const subject: JudgedSubject = {
    kind,
    id,
    authorIds,
    content,
    locale,
    publishedAt: new Date(row.publishedAt),
    reported: false,
    underAppeal: false,
  };
  const record = known ?? em.create(ModCase, base as never, { partial: true });
  await transaction.write(record, letWait(at, subject, mode), at);
  await of.mark(em, { organisationId, id, at: at.now, waits: true });
}
