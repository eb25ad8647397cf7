import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '@hiroba/kernel';
import { Sql, sql } from '@hiroba/server';
import type { OrganisationContent } from '../domain/organisation.ts';

/** A legal page in its latest version, without its text. */
export interface LegalPageRow {
  readonly slug: string;
  readonly version: number;
  readonly title: LocalizedText;
  readonly at: Date;
}

/** An organisation as every request knows it. */
export interface OrganisationRow extends OrganisationContent {
  /** Its own host; others it answers to lead there. */
  readonly host: string;
  readonly municipalityCode: string | null;
  readonly legalPages: readonly LegalPageRow[];
  readonly hasAdministrator: boolean;
}

/** The organisation that lives at a host, and where an alias should lead. */
export interface FoundOrganisation extends OrganisationRow {
  readonly redirectTo?: string;
}

interface HostRow { readonly host: string; readonly canonical: boolean }
type StoredRow = Omit<OrganisationRow, 'host' | 'legalPages'> & { hosts: HostRow[]; legalPages: (Omit<LegalPageRow, 'at'> & { at: string })[] };

interface Rows { readonly byHost: ReadonlyMap<string, FoundOrganisation>; readonly byId: ReadonlyMap<string, OrganisationRow> }

const KEPT_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** The host names of this installation and the organisations behind them, kept in memory for at most ten seconds. */
@Injectable()
export class OrganisationDirectory {
  #kept: { readonly until: number; readonly rows: Promise<Rows> } | undefined;

  constructor(private readonly db: Sql) {}

  /** The organisation at a host, with or without its port; nothing for a host nobody registered. */
  async find(host: string): Promise<FoundOrganisation | undefined> {
    const { byHost } = await this.#rows();
    const name = host.trim().toLowerCase().replace(/\.(?=$|:)/, '');
    return byHost.get(name) ?? byHost.get(name.replace(/:\d+$/, ''));
  }

  /** An organisation by its id. */
  async byId(id: string): Promise<OrganisationRow | undefined> {
    return (await this.#rows()).byId.get(id);
  }

  /** Forgets what is kept, after a change in this process. */
  forget(): void {
    this.#kept = undefined;
  }

  #rows(): Promise<Rows> {
    if (this.#kept && performance.now() < this.#kept.until) return this.#kept.rows;
    const kept = { until: performance.now() + KEPT_MS, rows: this.#load() };
    this.#kept = kept;
    kept.rows.catch(() => { if (this.#kept === kept) this.#kept = undefined; });
    return kept.rows;
  }

  async #load(): Promise<Rows> {
    const rows = await this.db.rows<StoredRow>(sql`
      select o.id, o.name, o.greeting, o.municipality_code as "municipalityCode", o.zone, o.prefix, o.accent, o.logo, o.contact, o.offices, o.licence, o.rev,
        coalesce((select jsonb_agg(jsonb_build_object('host', h.host, 'canonical', h.canonical) order by h.canonical desc, h.host)
          from organisation_host h where h.organisation_id = o.id), '[]') as hosts,
        coalesce((select jsonb_agg(p order by p.slug) from (select distinct on (slug) slug, version, title, at
          from legal_page where organisation_id = o.id order by slug, version desc) p), '[]') as "legalPages",
        exists (select 1 from role_grant g where g.organisation_id = o.id and g.role = 'ADMIN' and g.rev >= 1) as "hasAdministrator"
      from organisation o`);
    const byHost = new Map<string, FoundOrganisation>();
    const byId = new Map<string, OrganisationRow>();
    for (const { hosts, legalPages, ...row } of rows) {
      const host = hosts[0]?.host ?? '';
      const organisation = { ...row, host, legalPages: legalPages.map((page) => ({ ...page, at: new Date(page.at) })) };
      byId.set(row.id, organisation);
      for (const { host: name, canonical } of hosts) {
        const isOwn = canonical || LOOPBACK.has(name.replace(/:\d+$/, ''));
        byHost.set(name.toLowerCase(), isOwn ? { ...organisation, host: name } : { ...organisation, redirectTo: host });
      }
    }
    return { byHost, byId };
  }
}
