import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, isId, rowsIn, situationIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { changeOptions, composedOption, placeOfOption, type OptionInput, type Outcome } from '../domain/vote.commands.ts';
import { votes, type VotesSituation } from '../manifest.ts';
import { Vote } from './vote.entity.ts';

/** A vote under its lock, and where it is judged. */
export interface HeldVote {
  readonly vote: Vote;
  readonly at: VotesSituation;
}

/** The acts on drafts of votes that write more than the row of the vote. */
@Injectable()
export class VoteService {
  constructor(private readonly commands: Commands) {}

  /** Adds an option at the end of the ballot paper. */
  addOption(id: string, typed: OptionInput, caller: Caller): Promise<Vote | Refusal> {
    const option = composedOption(typed);
    return this.decide(id, caller, async ({ vote, at }, { em }) => {
      const row = await firstIn<{ many: number; next: number }>(em, sql`
        select count(*)::int as many, greatest(coalesce(max(n), 0), coalesce(max(case when code ~ '^[0-9]{1,9}$' then code::int end), 0)) + 1 as next
        from vote_option where organisation_id = ${vote.organisationId} and vote_id = ${id}`);
      const decision = changeOptions(option, row?.many ?? 0)(at, vote);
      const place = placeOfOption(option);
      if (!(decision instanceof Refusal) && !(place instanceof Refusal)) {
        await rowsIn(em, sql`insert into vote_option (organisation_id, vote_id, code, n, title, text, cost, category, address, lat, lon)
          values (${vote.organisationId}, ${id}, ${String(row?.next)}, ${row?.next}, ${JSON.stringify(option.title)}, ${JSON.stringify(option.text)},
            ${option.cost}, ${option.category}, ${place.address}, ${place.lat}, ${place.lon})`);
      }
      return decision;
    });
  }

  /** Changes the words or the cost of an option. */
  saveOption(id: string, code: string, typed: OptionInput, caller: Caller): Promise<Vote | Refusal> {
    const option = composedOption(typed);
    const place = placeOfOption(option);
    return this.#onOption(id, code, option, caller, async (em, mine) => {
      if (place instanceof Refusal) return;
      await rowsIn(em, sql`
        update vote_option set title = ${JSON.stringify(option.title)}, text = ${JSON.stringify(option.text)}, cost = ${option.cost},
          category = ${option.category}, address = ${place.address}, lat = ${place.lat}, lon = ${place.lon} where ${mine}`);
    });
  }

  /** Takes an option off the ballot paper. */
  removeOption(id: string, code: string, caller: Caller): Promise<Vote | Refusal> {
    return this.#onOption(id, code, null, caller, (em, mine) => rowsIn(em, sql`delete from vote_option where ${mine}`));
  }

  #onOption(
    id: string, code: string, option: OptionInput | null, caller: Caller,
    write: (em: Transaction['em'], mine: ReturnType<typeof sql>) => Promise<unknown>,
  ): Promise<Vote | Refusal> {
    return this.decide(id, caller, async ({ vote, at }, { em }) => {
      const mine = sql`organisation_id = ${vote.organisationId} and vote_id = ${id} and code = ${code}`;
      const decision = changeOptions(option, 0)(at, vote);
      if (decision instanceof Refusal) return decision;
      if (!(await firstIn(em, sql`select 1 from vote_option where ${mine}`))) return new Refusal('NOT_FOUND', 'code');
      await write(em, mine);
      return decision;
    });
  }

  /** Decides about one vote under its lock. */
  decide(id: string, caller: Caller, decision: (held: HeldVote, transaction: Transaction) => Promise<Outcome>): Promise<Vote | Refusal> {
    return this.commands.once(Vote, caller, async (transaction) => {
      const held = await this.#hold(id, transaction);
      if (held instanceof Refusal) return held;
      const decided = await decision(held, transaction);
      return decided instanceof Refusal ? decided : transaction.write(held.vote, decided, held.at);
    });
  }

  /** Looks at one vote under its lock, and changes nothing. */
  look<T>(id: string, caller: Caller, question: (held: HeldVote, em: Transaction['em']) => Promise<T | Refusal>): Promise<T | Refusal> {
    return this.commands.transaction<T>(caller, async (transaction) => {
      const held = await this.#hold(id, transaction);
      return held instanceof Refusal ? held : question(held, transaction.em);
    });
  }

  async #hold(id: string, transaction: Transaction): Promise<HeldVote | Refusal> {
    const { caller, em } = transaction;
    if (!caller.personId && !caller.operator) return new Refusal('UNAUTHENTICATED');
    if (!isId(id)) return new Refusal('NOT_FOUND');
    const vote = await em.findOne(Vote, { id, organisationId: caller.organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!vote) return new Refusal('NOT_FOUND');
    const at: VotesSituation | Refusal = await situationIn(transaction, vote.componentId, votes.name);
    return at instanceof Refusal ? at : { vote, at };
  }
}
