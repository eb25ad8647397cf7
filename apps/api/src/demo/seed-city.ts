import { minutesOf, type Act, type DemoCity, type DemoPerson, type Moment } from '@hiroba/demo';
import { AccountSeeds } from '@hiroba/accounts/server';
import { civilIn, instantOf, plusDays } from '@hiroba/kernel';
import { hashPassword, Publisher, sql, type Caller } from '@hiroba/server';
import { createOrganisation } from '@hiroba/spaces/server';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import type { HirobaServer } from '../server.ts';
import { libraries } from '../libraries.ts';
import { actsOf, placesOf } from './acts.ts';
import type { SeedClock, Turn } from './seed-clock.ts';
import { sideBySide } from './side-by-side.ts';

/** The instant so many minutes after the midnight that began the day of `now` in a zone. */
export function instantAt(minutes: number, now: Date, zone: string): Date {
  const day = plusDays(civilIn(now, zone), Math.floor(minutes / 1440));
  const rest = ((minutes % 1440) + 1440) % 1440;
  return instantOf({ ...day, hour: Math.floor(rest / 60), minute: rest % 60, second: 0 }, zone);
}

const AT_ONCE = 8;

const rolesOf = ({ role }: DemoPerson) => {
  if (role === 'PARTICIPANT') return [];
  return role === 'ADMIN' ? [{ role: 'ADMIN' as const }, { role: 'STAFF' as const }] : [{ role }];
};

/** Lets the demo city happen: its people come, then everybody does what they did, each act at its time and by the rules. */
export class CitySeed {
  readonly #ids = new Map<string, string>();
  readonly #viewers = new Map<string, Caller>();

  constructor(
    private readonly city: DemoCity,
    private readonly server: HirobaServer,
    private readonly clock: SeedClock,
    private readonly now: Date,
  ) {}

  /** Writes the whole past of the city: its people, then their acts in the order of time. */
  async run(hosts: readonly string[]): Promise<void> {
    this.server.nest.get(MikroORM).em.getEventManager().registerSubscriber(this.clock);
    const begun = Promise.all([this.#organisation(hosts), hashPassword(this.city.password)]);
    const acts = actsOf(this.city, placesOf(this.city, libraries)).filter(({ at }) => this.#at(at) < this.now);
    const [organisationId, passwordHash] = await begun;
    await Promise.all(this.city.people.map((person) => this.#join(organisationId, person, passwordHash)));
    await sideBySide(acts, AT_ONCE, (act, turn) => this.#act(act, turn));
    await this.#settle();
  }

  #at(minutes: number): Date {
    return instantAt(minutes, this.now, this.city.organisation.zone);
  }

  #organisation(hosts: readonly string[]): Promise<string> {
    const { name, greeting, zone, municipalityCode, referencePrefix: prefix, accentColour: accent, contact, offices } = this.city.organisation;
    const em = this.server.nest.get(MikroORM).em.fork() as EntityManager;
    return em.transactional((inner) => createOrganisation(inner as EntityManager, {
      name, greeting, zone, municipalityCode, prefix, accent, contact, offices, hosts,
    }));
  }

  async #join(organisationId: string, person: DemoPerson, passwordHash: string): Promise<void> {
    const { key, displayName, mail: email, language: locale, handle, about } = person;
    const joinedAt = this.#at(minutesOf(person.joinedAt));
    const office = this.city.organisation.offices.find((each) => each.key === person.office)?.name.ja;
    const roles = rolesOf(person);
    const worksHere = roles.length > 0;
    const { id } = await this.clock.during(joinedAt, () => this.server.nest.get(AccountSeeds).person({
      organisationId, email, displayName, passwordHash, handle, about, office, locale, roles, joinedAt,
      termsVersion: '1', totpSecret: worksHere ? this.city.totpSecret : undefined,
    }));
    this.#viewers.set(key, {
      organisationId, personId: id, grants: roles, level: 1, mfa: worksHere, locale, freshUntil: new Date(8.64e15),
    });
  }

  async #act({ at, by, locale, document, variables, makes }: Act, turn: Turn): Promise<void> {
    const viewer = this.#viewers.get(by);
    if (!viewer) throw new Error(`the demo city knows nobody called ${by} by then`);
    const known = (name: string) => this.#ids.get(name) ?? fail(`the demo city needs "${name}" before it is there`);
    const instant = (moment: Moment) => this.#at(minutesOf(moment)).toISOString();
    const execute = this.server.executeFor({ viewer: { ...viewer, locale: locale ?? viewer.locale }, loaders: new WeakMap(), effects: {} });
    const given = await variables(known, instant);
    const { outcome } = await this.clock.during(this.#at(at), () =>
      execute<{ outcome: { __typename: string; id?: string; code?: string; field?: string } }>(document, given), turn);
    if (outcome.__typename === 'Refusal') fail(`${document.trim().slice(0, 60)} by ${by} was refused: ${outcome.code} ${outcome.field ?? ''} (${makes ?? ''})`);
    if (makes && outcome.id) this.#ids.set(makes, outcome.id);
  }

  /** Folds the counters; nobody is mailed about a past that never was. */
  async #settle(): Promise<void> {
    const publisher = this.server.nest.get(Publisher);
    await this.server.db.rows(sql`delete from log_pending`);
    for (let left = 1; left > 0;) {
      await publisher.publish();
      left = Number((await this.server.db.first<{ n: string }>(sql`select count(*) as n from counter_delta`))?.n ?? 0);
    }
  }
}

function fail(message: string): never {
  throw new Error(message);
}
