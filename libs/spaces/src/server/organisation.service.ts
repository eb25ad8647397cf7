import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refusal, type LocalizedText, type Situation } from '@hiroba/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Commands, firstIn, newId, openToAll, rowsIn, Sql, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import {
  changeOrganisation, editOrganisation, publishLegalPage, type LegalText,
} from '../domain/organisation.commands.ts';
import type { OrganisationSettings } from '../domain/organisation.ts';
import { GatheredReads } from './gathered.reads.ts';
import { LegalPage } from './legal-page.type.ts';
import { OrganisationDirectory } from './organisation-directory.ts';
import { Organisation, type CityNumbers } from './organisation.entity.ts';
import { htmlOf } from './rich-text.ts';
import { isOpen } from './space.reads.ts';
import { heldCity, writeAll } from './writing.ts';

/** What an installation writes when it makes a city: its settings, where it lives, and its legal pages. */
export interface NewOrganisation extends Partial<OrganisationSettings> {
  readonly municipalityCode?: string;
  /** The hosts it answers to; the first is its own. */
  readonly hosts: readonly string[];
  readonly legalPages?: readonly (LegalText & { readonly slug: string })[];
}

/** Makes the row of an organisation with its hosts, before anybody can see it. */
export async function createOrganisation(em: EntityManager, city: NewOrganisation): Promise<string> {
  const id = newId();
  const json = (value: unknown) => JSON.stringify(value ?? {});
  await rowsIn(em, sql`
    insert into organisation (id, name, greeting, municipality_code, zone, prefix, accent, contact, offices)
    values (${id}, ${json(city.name)}, ${json(city.greeting)}, ${city.municipalityCode ?? null}, ${city.zone ?? 'Asia/Tokyo'},
            ${city.prefix ?? 'CITY'}, ${city.accent ?? '#0017c1'}, ${json(city.contact)}, ${JSON.stringify(city.offices ?? [])})`);
  for (const [index, host] of city.hosts.entries()) {
    await rowsIn(em, sql`insert into organisation_host (host, organisation_id, canonical) values (${host}, ${id}, ${index === 0})`);
  }
  for (const { slug, title, body } of city.legalPages ?? []) {
    await rowsIn(em, sql`insert into legal_page (organisation_id, slug, version, title, body, at)
                         values (${id}, ${slug}, 1, ${json(title)}, ${json(body)}, now())`);
  }
  return id;
}

type LegalRow = Omit<LegalPage, 'bodyHtml'>;

/** Settings and legal pages of an organisation. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly commands: Commands,
    private readonly directory: OrganisationDirectory,
    private readonly db: Sql,
    private readonly vault: Vault,
    private readonly gathered: GatheredReads,
  ) {}

  /** Changes the settings as an administrator. */
  edit(caller: Caller, typed: Partial<OrganisationSettings>, rev: number): Promise<Organisation | Refusal> {
    return this.#change(caller, async (transaction, organisation, at) => {
      const decisions = editOrganisation(at, organisation, typed, rev);
      return decisions instanceof Refusal ? decisions : writeAll(transaction, organisation, decisions, at);
    });
  }

  /** Gives a new organisation its first settings; open to whoever installs it, until it has an administrator. */
  async setUp(caller: Caller, key: string, typed: Partial<OrganisationSettings>): Promise<Organisation | Refusal> {
    if (!this.#opensSetUp(caller.organisationId, key)) return new Refusal('NOT_FOUND');
    return this.#change(caller, async (transaction, organisation, at) => {
      const taken = await firstIn(transaction.em, sql`
        select 1 from role_grant where organisation_id = ${organisation.id} and role = 'ADMIN' and rev >= 1 limit 1`);
      if (taken) return new Refusal('NOT_FOUND');
      const decisions = changeOrganisation(organisation, typed);
      if (decisions instanceof Refusal) return decisions.code === 'NOTHING_CHANGED' ? organisation : decisions;
      return writeAll(transaction, organisation, decisions, at);
    });
  }

  /** Publishes a new version of a legal page. */
  async publishLegalPage(caller: Caller, slug: string, text: LegalText): Promise<LegalPage | Refusal> {
    const changed = await this.#change(caller, async (transaction, organisation, at) => {
      const latest = await firstIn<{ version: number }>(transaction.em, sql`
        select coalesce(max(version), 0)::int as version from legal_page where organisation_id = ${organisation.id} and slug = ${slug}`);
      const version = (latest?.version ?? 0) + 1;
      const published = publishLegalPage(at, organisation, slug, text, version);
      if (published instanceof Refusal) return published;
      const { title, body } = published.text;
      await rowsIn(transaction.em, sql`
        insert into legal_page (organisation_id, slug, version, title, body, at)
        values (${organisation.id}, ${slug}, ${version}, ${JSON.stringify(title)}, ${JSON.stringify(body)}, ${at.now})`);
      return transaction.write(organisation, published.decision, at);
    });
    return changed instanceof Refusal ? changed : (await this.legalPage(caller.organisationId, slug)) ?? new Refusal('NOT_FOUND');
  }

  /** A legal page, in a version or the latest. */
  async legalPage(organisationId: string, slug: string, version?: number | null): Promise<LegalPage | undefined> {
    const row = await this.db.first<LegalRow>(sql`
      select slug, version, title, body, at, (select array_agg(v.version order by v.version desc) from legal_page v
        where v.organisation_id = p.organisation_id and v.slug = p.slug) as versions
      from legal_page p where organisation_id = ${organisationId} and slug = ${slug}
        and (${version ?? null}::int is null or version = ${version ?? null}::int) order by version desc limit 1`);
    return row && { ...row, bodyHtml: htmlOf(row.body as LocalizedText) };
  }

  /** Whether somebody administers the city by now; asked only while memory says that nobody does. */
  async hasAdministrator(organisationId: string): Promise<boolean> {
    const found = await this.db.first(sql`
      select 1 from role_grant where organisation_id = ${organisationId} and role = 'ADMIN' and rev >= 1 limit 1`);
    if (found) this.directory.forget();
    return Boolean(found);
  }

  /** What a city counts on its first page: public spaces, and what the last twelve months brought. */
  async numbers(organisationId: string, now: Date): Promise<CityNumbers> {
    const since = new Date(now);
    since.setUTCFullYear(since.getUTCFullYear() - 1);
    const [row] = await this.db.rows<CityNumbers>(sql`
      select count(s.id)::int as spaces, (count(s.id) filter (where ${isOpen(now)}))::int as open, n.voices, n.promised, n.kept, n.changed
      from (${this.gathered.numbers(organisationId, since, now)}) n
      left join space s on s.organisation_id = ${organisationId} and s.rev >= 1 and ${openToAll} group by n.voices, n.promised, n.kept, n.changed`);
    return row as CityNumbers;
  }

  /** The key of the link printed at the first start; the same one makes the first administrator. */
  #opensSetUp(organisationId: string, key: string): boolean {
    const [given, own] = [key, this.vault.digest('first-administrator', organisationId)].map((text) => Buffer.from(text));
    return given !== undefined && own !== undefined && given.length === own.length && timingSafeEqual(given, own);
  }

  async #change(
    caller: Caller,
    work: (transaction: Transaction, organisation: Organisation, at: Situation) => Promise<Organisation | Refusal>,
  ): Promise<Organisation | Refusal> {
    const changed = await this.commands.transaction(caller, async (transaction) => {
      const organisation = await heldCity(transaction);
      if (!organisation) return new Refusal('NOT_FOUND');
      return work(transaction, organisation, { viewer: caller, now: await transaction.now() });
    });
    this.directory.forget();
    return changed;
  }
}
