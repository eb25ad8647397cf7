import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Refusal, visitor, type Situation } from '@hiroba/kernel';
import { Commands, Log, LogGate, Sql, sql, tellErased, untold, type Transaction, type Upkeep } from '@hiroba/server';
import { eraseAgain, PERSON_REQUEST } from '../domain/person.commands.ts';
import { ErasedList } from './erased-list.ts';
import { Forgetting } from './forgetting.service.ts';
import { lockPerson } from './people.ts';
import type { Person } from './person.entity.ts';
import { RolesService } from './roles.service.ts';

/** Erases again whoever an older backup brought back: at each start before anybody is answered, and what the log has to say as soon as it may. */
@Injectable()
export class ErasingAgain implements OnApplicationBootstrap, Upkeep {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
    private readonly log: Log,
    private readonly gate: LogGate,
    private readonly list: ErasedList,
    private readonly forgetting: Forgetting,
    private readonly roles: RolesService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const { id } of await this.#organisations()) await this.erase(id);
  }

  /** What could not be said while the log of a city was behind. */
  async upkeep(): Promise<void> {
    for (const { id } of await this.#organisations()) {
      await this.erase(id);
      await this.tell(id);
    }
  }

  /** Erases everybody on the list who is back; how many. Nothing of it is public, so it needs no log. */
  async erase(organisationId: string): Promise<number> {
    const listed = [...(await this.list.of(organisationId)).keys()];
    if (listed.length === 0) return 0;
    const back = await this.db.rows<{ id: string }>(sql`
      select id from person where organisation_id = ${organisationId} and id = any(${listed}::uuid[]) and closed_at is null order by id`);
    for (const { id } of back)
      await this.#change(organisationId, id, async (transaction, person, at) => {
        const decision = eraseAgain(at, person);
        if (decision instanceof Refusal) return;
        await this.list.add(organisationId, id, 'AGAIN', at.now);
        await this.forgetting.forget(transaction, person, decision, at);
        await this.forgetting.destroyKey(transaction, person);
      });
    return back.length;
  }

  /** Lets the log say of those who were erased again what it does not say yet: that words are gone, that roles ended. Of how many. */
  async tell(organisationId: string): Promise<number> {
    const open = [...(await this.list.of(organisationId))].flatMap(([id, done]) => (done === 'AGAIN' ? [id] : []));
    if (open.length === 0 || this.gate.isClosed(organisationId)) return 0;
    for (const id of open)
      await this.#change(organisationId, id, async (transaction, person, at) => {
        const { em } = transaction;
        await this.roles.leave(transaction, person, at, { dryRun: false });
        const gone = await untold(em, organisationId, id);
        await tellErased(em, this.log, gone, { organisationId, at: at.now, basis: PERSON_REQUEST });
        await this.list.add(organisationId, id, 'TOLD', at.now);
      });
    return open.length;
  }

  async #change(
    organisationId: string,
    id: string,
    work: (transaction: Transaction, person: Person, at: Situation) => Promise<void>,
  ): Promise<void> {
    await this.commands.transaction(visitor(organisationId), async (transaction) => {
      const person = await lockPerson(transaction.em, organisationId, id);
      if (!person) return new Refusal('NOT_FOUND');
      await work(transaction, person, { viewer: transaction.caller, now: await transaction.now() });
      return person;
    });
  }

  #organisations(): Promise<{ id: string }[]> {
    return this.db.rows<{ id: string }>(sql`select id from organisation`);
  }
}
