import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, type Rule } from '@hiroba/kernel';
import { mailAddress } from '@hiroba/accounts';
import { Commands, firstIn, isId, rowsIn, situationIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { ballotOf } from '../domain/ballot.refusal.ts';
import { rulesOfScope, type VoteDocument } from '../domain/vote-document.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import { votes, type VotesPlace, type VotesSituation } from '../manifest.ts';
import { electorateBy } from './electorate.reads.ts';
import { ballotKey, rollElector, tablesOf } from './open-ballots.ts';
import { VoteKeyStore, type VoteKeys } from './vote-keys.ts';
import { Vote } from './vote.entity.ts';
import { VoteOpening } from './vote.opening.ts';

type Em = Transaction['em'];
type Read = ReturnType<typeof ballotOf>;
const MOST_RULES = 100;

/** A vote while it takes ballots, held for share, with its secrets and where it is judged. */
export interface OpenVote {
  readonly vote: Vote;
  readonly keys: VoteKeys;
  readonly at: VotesSituation;
}

/** Who somebody at the counter is: by the mail address of an account; or, without one, by the number on the city’s own roll. */
export interface AtTheCounter {
  readonly mail?: string | null;
  readonly roll?: string | null;
}

/** Whoever may vote, by the row that is held: a person, or somebody on the city’s roll who has no account. */
export interface Elector {
  readonly id: string;
  readonly channel: string | null;
  /** Whether a paper was handed out to them. */
  readonly paper: boolean;
}

const ROLL = /^[\p{L}\p{N}-]{1,40}$/u;

/** Work on votes that are open: many at once, each with the rows of its own voter. */
@Injectable()
export class OpenVotes {
  readonly #rules = new Map<string, Read>();

  constructor(
    private readonly commands: Commands,
    private readonly keys: VoteKeyStore,
    private readonly opening: VoteOpening,
  ) {}

  /** Works on an open vote; whoever comes first after its time opens it. The rule is asked again once all that is waited for is held. */
  async work<T>(id: string, caller: Caller, rule: Rule<Vote, VotesPlace>, work: (open: OpenVote, transaction: Transaction, late: () => Promise<Refusal | undefined>) => Promise<T | Refusal>): Promise<T | Refusal> {
    const once = () => this.commands.transaction<T>(caller, async (transaction) => {
      const held = await this.#hold(transaction, id, rule);
      if (held instanceof Refusal) return held;
      return work(held, transaction, async () => rule({ ...held.at, now: await transaction.now() }, held.vote));
    });
    const done = await once();
    if (!(done instanceof Refusal) || done.code !== 'ELECTORATE_PENDING') return done;
    await this.opening.open(caller.organisationId, id);
    return once();
  }

  async #hold(transaction: Transaction, id: string, rule: Rule<Vote, VotesPlace>): Promise<OpenVote | Refusal> {
    const { em, caller } = transaction;
    if (!isId(id)) return new Refusal('NOT_FOUND');
    const vote = await em.findOne(Vote, { id, organisationId: caller.organisationId }, { lockMode: LockMode.PESSIMISTIC_READ });
    if (!vote) return new Refusal('NOT_FOUND');
    const at: VotesSituation | Refusal = await situationIn(transaction, vote.componentId, votes.name);
    if (at instanceof Refusal) return at;
    const refusal = rule(at, vote);
    if (refusal) return refusal;
    if (!vote.keyCheck) return new Refusal('ELECTORATE_PENDING');
    return { vote, at, keys: await this.keys.keysOf(id, vote.keyCheck) };
  }

  /** Holds the row of a person who may vote; while it is open who may, whoever may now gets one. */
  async person({ em }: Transaction, { vote, at }: OpenVote, personId: string): Promise<Elector | Refusal> {
    const { voter } = tablesOf(vote.id);
    if (vote.electorateMode === 'ROLLING' && at.component) {
      const who = electorateBy(vote.electorate, vote.organisationId, at.component.spaceId, at.now);
      if (!(await firstIn(em, sql`select 1 from (${who}) q where id = ${personId}`))) return new Refusal('NOT_IN_ELECTORATE');
      await rowsIn(em, sql`insert into ${voter} (person_id) values (${personId}) on conflict do nothing`);
    }
    return (await this.#row(em, vote.id, personId)) ?? new Refusal('NOT_IN_ELECTORATE');
  }

  /** Holds the row of whoever stands at the counter. Of a number on the roll nothing is kept that anybody could read once the vote is over. */
  async atTheCounter(transaction: Transaction, open: OpenVote, { mail, roll }: AtTheCounter): Promise<Elector | Refusal> {
    const { em, caller } = transaction;
    const { vote, keys } = open;
    if (mail?.trim()) {
      const address = mailAddress(mail);
      if (!address) return new Refusal('BAD_ADDRESS', 'mail');
      const person = await firstIn<{ id: string }>(em, sql`
        select id from person where organisation_id = ${caller.organisationId} and email_key = ${address.key} and closed_at is null`);
      const found = person ? await this.person(transaction, open, person.id) : undefined;
      return !found || found instanceof Refusal ? new Refusal('NOT_IN_ELECTORATE', 'mail') : found;
    }
    const number = (roll ?? '').normalize('NFKC').trim();
    if (number === '') return new Refusal('EMPTY', 'mail');
    if (vote.electorate === 'MEMBERS') return new Refusal('NOT_ALLOWED', 'roll');
    if (!ROLL.test(number)) return new Refusal('BAD_FORMAT', 'roll');
    const { voter } = tablesOf(vote.id);
    const id = rollElector(keys, number.toLowerCase());
    await rowsIn(em, sql`insert into ${voter} (person_id, roll) values (${id}, true) on conflict do nothing`);
    return (await this.#row(em, vote.id, id)) ?? new Refusal('NOT_FOUND');
  }

  #row(em: Em, voteId: string, personId: string): Promise<Elector | undefined> {
    return firstIn<Elector>(em, sql`select person_id as id, channel, paper from ${tablesOf(voteId).voter} where person_id = ${personId} for update`);
  }

  /** Takes what lies in the ballot box from somebody out of it; its digest stays, as one that was replaced. */
  async removeBallot(em: Em, { vote, keys }: OpenVote, personId: string): Promise<boolean> {
    const [gone] = await rowsIn(em, sql`delete from ${tablesOf(vote.id).ballot} where key = ${ballotKey(keys, personId)} returning 1 as gone`);
    return gone !== undefined;
  }

  /** How ballots of a vote are read, by the rule that was announced. */
  rulesOf({ ruleHash, document }: Vote): Read {
    const known = this.#rules.get(ruleHash ?? '');
    if (known) return known;
    if (this.#rules.size >= MOST_RULES) this.#rules.clear();
    const rules = rulesOfScope(JSON.parse(document ?? '') as VoteDocument, WHOLE);
    const made = ballotOf(rules);
    this.#rules.set(ruleHash ?? '', made);
    return made;
  }
}
