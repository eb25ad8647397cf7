import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { changeMode, MOST_PLACES, usualModes } from '../../domain/modes.ts';
import { mayWork } from '../desk/lease.service.ts';
import { ModMode } from './mod-mode.entity.ts';

/** Setting how new texts of places come before everybody: nobody writes there meanwhile, so the mode of each text is certain. */
@Injectable()
export class ModeService {
  constructor(private readonly commands: Commands) {}

  /** Sets the mode of places together, for good or for some hours; those that are so already stay. */
  async change(ids: readonly string[], mode: string, hours: number | null, caller: Caller): Promise<ModMode | Refusal> {
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    const places = [...new Set(ids)].sort();
    if (places.length === 0) return new Refusal('EMPTY', 'places');
    if (places.length > MOST_PLACES) return new Refusal('TOO_MANY', 'places', { max: MOST_PLACES });
    if (!places.every(isId)) return new Refusal('NOT_FOUND', 'places');
    return this.commands.once(ModMode, caller, async (transaction) => {
      // All of them first, in one order, so that two who set several wait for each other.
      await rowsIn(
        transaction.em,
        sql`select 1 from component where organisation_id = ${caller.organisationId} and id = any(${places}::uuid[]) order by id for update`,
      );
      let last: ModMode | undefined;
      for (const id of places) {
        const set = await this.#set(transaction, id, mode, hours);
        if (set instanceof Refusal && set.code !== 'NOTHING_CHANGED') return set;
        if (!(set instanceof Refusal)) last = set;
      }
      return last ?? new Refusal('NOTHING_CHANGED');
    });
  }

  async #set(
    transaction: Transaction,
    componentId: string,
    mode: string,
    hours: number | null,
  ): Promise<ModMode | Refusal> {
    const { em, caller } = transaction;
    const { organisationId } = caller;
    const component = await transaction.place(componentId);
    if (component instanceof Refusal) return component;
    const known = await em.findOne(ModMode, { organisationId, componentId });
    const at = { viewer: caller, now: await transaction.now(), component };
    const decision = changeMode(mode.trim(), hours)(at, known ?? usualModes);
    if (decision instanceof Refusal) return decision;
    const base = { id: newId(), organisationId, componentId, ...usualModes, rev: 0 };
    return transaction.write(known ?? em.create(ModMode, base as never, { partial: true }), decision, at);
  }
}
