import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, newId, situationIn, sql, type Caller } from '@hiroba/server';
import { draft, type RoundInput } from '../domain/round.draft.commands.ts';
import { publicComments, type PublicCommentsSituation } from '../manifest.ts';
import { Round } from './round.entity.ts';

/** The acts on rounds that look at more than the round itself. */
@Injectable()
export class RoundService {
  constructor(private readonly commands: Commands) {}

  /** Begins a draft, whose dates are meant in the zone of the city. */
  draft(componentId: string, input: RoundInput, caller: Caller): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const at: PublicCommentsSituation | Refusal = await situationIn(transaction, componentId, publicComments.name);
      if (at instanceof Refusal) return at;
      const decision = draft(input)(at);
      if (decision instanceof Refusal) return decision;
      const { organisationId } = caller;
      const city = await firstIn<{ zone: string }>(transaction.em, sql`select zone from organisation where id = ${organisationId}`);
      const base = { id: newId(), organisationId, componentId, rev: 0, zone: city?.zone };
      return transaction.write(transaction.em.create(Round, base as never, { partial: true }), decision, at);
    });
  }
}
