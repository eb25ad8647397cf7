import { demoCity, type DemoPerson } from '@hiroba/demo';
import { setupKey } from '@hiroba/accounts/server';
import { sql, Vault, type Sql } from '@hiroba/server';
import { createOrganisation } from '@hiroba/spaces/server';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { addressOf, type Config } from './config.ts';
import { hostsOf } from './hosts.ts';

/** What of a server is needed to greet its operator. */
export interface Greeted {
  get<T>(type: abstract new (...args: never[]) => T): T;
  readonly db: Sql;
}

interface Resident { id: string; host: string; municipalityCode: string | null; administered: boolean }

const residents = (db: Sql) => db.rows<Resident>(sql`
  select o.id, h.host, o.municipality_code as "municipalityCode",
    exists (select 1 from role_grant g where g.organisation_id = o.id and g.role = 'ADMIN' and g.rev >= 1) as administered
  from organisation o join organisation_host h on h.organisation_id = o.id and h.canonical order by h.host`);

async function emptyOrganisation({ get }: Greeted, config: Config): Promise<void> {
  const em = get(MikroORM).em.fork() as EntityManager;
  const name = { ja: '（まだ名前のないまち）', en: '(a city without a name yet)' };
  await em.transactional((inner) => createOrganisation(inner as EntityManager, { name, hosts: hostsOf(config) }));
}

/** The links by which the cities nobody administers yet are set up; each is worth nothing afterwards. */
export async function setupLinks({ get, db }: Greeted, config: Config): Promise<string[]> {
  const open = (await residents(db)).filter(({ administered }) => !administered);
  const vault = get(Vault);
  return open.map(({ id, host }) => {
    const address = host === 'localhost' || host === hostsOf(config)[0] ? addressOf(config) : `https://${host}`;
    return `${address}/ja/setup?key=${setupKey(vault, id)}`;
  });
}

const columns = (cells: readonly (readonly string[])[]): string[] => {
  const widths = [0, 1].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells.map(([first = '', second = '', third = '']) =>
    `    ${first.padEnd(widths[0] ?? 0)}  ${second.padEnd(widths[1] ?? 0)}  ${third}`);
};

const roleNames = { PARTICIPANT: 'citizen', STAFF: 'staff', ADMIN: 'administrator', MODERATOR: 'moderator' } as const;

function logIns(address: string): string {
  const { people, password, totpSecret } = demoCity;
  const first = (role: DemoPerson['role'], many: number) => people.filter((person) => person.role === role).slice(0, many);
  const shown = [...first('PARTICIPANT', 2), ...first('STAFF', 3), ...first('ADMIN', 1), ...first('MODERATOR', 1)];
  return [
    `  ${demoCity.organisation.name.en} is a made-up city. Log in at ${address}/ja/account/sign-in`,
    `  with the password  ${password}  as`,
    '',
    ...columns(shown.map(({ role, mail, displayName }) => [roleNames[role], mail, displayName])),
    '',
    '  All but citizens are asked for six digits, too:  npx hiroba totp',
    `  (or put this into an authenticator app: ${totpSecret}`,
    `   otpauth://totp/Hiroba?secret=${totpSecret}&issuer=Hiroba)`,
    `  No mail leaves this machine without SMTP_URL; read it at ${address}/ja/outbox`,
  ].join('\n');
}

/** Sees to it that there is a city, and returns what its operator must know to begin. */
export async function welcome(server: Greeted, config: Config): Promise<string> {
  if ((await residents(server.db)).length === 0) await emptyOrganisation(server, config);
  const isDemo = (await residents(server.db)).some(({ municipalityCode }) => municipalityCode === demoCity.organisation.municipalityCode);
  if (isDemo) return logIns(addressOf(config));
  const links = await setupLinks(server, config);
  return links.map((link) => `  Nobody administers this installation yet. Set it up here, once:\n    ${link}`).join('\n');
}
