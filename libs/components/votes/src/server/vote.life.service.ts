import { Injectable } from '@nestjs/common';
import { AttachmentService } from '@hiroba/attachments/server';
import { Refusal, type Situation } from '@hiroba/kernel';
import { firstIn, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { voteText } from '../domain/vote-document.ts';
import { amend, annul, announce, ask, extend, type Asked, type ExtensionReason, type RuleDocument } from '../domain/vote.life.commands.ts';
import { documentOf } from '../domain/vote.rule.ts';
import type { OptionText, VoteText } from '../domain/vote.ts';
import { dropTables } from './open-ballots.ts';
import { VoteKeyStore } from './vote-keys.ts';
import type { Vote } from './vote.entity.ts';
import { hexDigest } from './vote.files.ts';
import { OPTION_KIND } from './vote-option.attachable.ts';
import { VoteService } from './vote.service.ts';

type Em = Transaction['em'];

/** What two members of staff do together. */
export type TwoPersonAct = 'VOID' | 'LOT' | 'OVERRIDE' | 'CORRECTION' | 'CODE';

/** The options of a vote in the order of the ballot paper. */
export const optionsIn = (em: Em, { organisationId, id }: Vote): Promise<OptionText[]> => rowsIn<OptionText>(em, sql`
  select code, title, text, cost, category from vote_option where organisation_id = ${organisationId} and vote_id = ${id} order by n`);

const ruleOf = (options: readonly OptionText[]) => (vote: VoteText): RuleDocument => {
  const document = voteText(documentOf(vote, options));
  return { document, ruleHash: hexDigest(document) };
};

/** What somebody asked a second member of staff for. */
export const askedFor = (em: Em, { organisationId, id }: Vote, act: TwoPersonAct): Promise<Asked | undefined> => firstIn<Asked>(em, sql`
  select first_id as "firstId", text from vote_second where organisation_id = ${organisationId} and vote_id = ${id} and act = ${act} and second_id is null`);

/** Writes down who the second was. */
export const signSecond = async (em: Em, { organisationId, id }: Vote, act: TwoPersonAct, caller: Caller): Promise<void> => {
  await rowsIn(em, sql`update vote_second set second_id = ${caller.personId} where organisation_id = ${organisationId} and vote_id = ${id} and act = ${act}`);
};

/** Writes down what a second is asked for; it takes the place of what was asked before and nobody has done. */
export const keepAsked = async (em: Em, { organisationId, id }: Vote, act: TwoPersonAct, text: string, caller: Caller, now: Date): Promise<void> => {
  await rowsIn(em, sql`
    insert into vote_second (organisation_id, vote_id, act, text, first_id, asked_at) values (${organisationId}, ${id}, ${act}, ${text}, ${caller.personId}, ${now})
    on conflict (organisation_id, vote_id, act) do update set text = excluded.text, first_id = excluded.first_id, asked_at = excluded.asked_at
    where vote_second.second_id is null`);
};

/** What staff do with a vote from its announcement until it is over. */
@Injectable()
export class VoteLifeService {
  constructor(
    private readonly service: VoteService,
    private readonly keys: VoteKeyStore,
    private readonly attachments: AttachmentService,
  ) {}

  /** Tells everybody of a vote; from now on its options and its method stand. */
  announce(id: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, transaction) => {
      const { em } = transaction;
      const options = await optionsIn(em, vote);
      const decision = announce(options, ruleOf(options))(at, vote);
      if (decision instanceof Refusal) return decision;
      return (await this.#showPictures(transaction, at, vote)) ?? decision;
    });
  }

  /** Pictures of options go before everybody with them; one without words keeps the vote from it. */
  async #showPictures(transaction: Transaction, at: Situation, { organisationId, id }: Vote): Promise<Refusal | undefined> {
    const pictured = await rowsIn<{ id: string }>(transaction.em, sql`
      select o.id from vote_option o where o.organisation_id = ${organisationId} and o.vote_id = ${id} and exists (
        select from attachment a where a.organisation_id = o.organisation_id and a.subject_kind = ${OPTION_KIND} and a.subject_id = o.id and a.removed_at is null)
      order by o.n`);
    for (const option of pictured) {
      const shown = await this.attachments.publish(transaction, at, OPTION_KIND, option.id);
      if (shown instanceof Refusal) return shown;
    }
    return undefined;
  }

  /** Moves the dates of an announced vote. */
  amend(id: string, dates: Pick<VoteText, 'opensAt' | 'closesAt'>, reason: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => amend(dates, reason, ruleOf(await optionsIn(em, vote)))(at, vote));
  }

  /** Keeps an open vote open for longer. */
  extend(id: string, closesAt: Date, code: ExtensionReason, reason: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }) => extend(closesAt, code, reason)(at, vote));
  }

  /** Asks a second member of staff for what nobody does alone. */
  ask(id: string, act: 'VOID' | 'LOT', text: string, caller: Caller): Promise<Vote | Refusal> {
    return this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const decision = ask(act, text)(at, vote);
      if (decision instanceof Refusal) return decision;
      await keepAsked(em, vote, act, text.trim(), caller, at.now);
      return decision;
    });
  }

  /** Annuls a vote, as the second of two. */
  async annul(id: string, caller: Caller): Promise<Vote | Refusal> {
    const done = await this.service.decide(id, caller, async ({ vote, at }, { em }) => {
      const decision = annul(await askedFor(em, vote, 'VOID'))(at, vote);
      if (decision instanceof Refusal) return decision;
      await signSecond(em, vote, 'VOID', caller);
      // Ballots that will never be counted are not kept.
      await dropTables(em, id);
      return decision;
    });
    if (!(done instanceof Refusal)) await this.keys.destroy(id);
    return done;
  }
}
