import { licenceOf, usualLicence } from '@hiroba/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { ORIGIN, type OriginOf } from './mail.ts';
import type { ArchiveFacts } from './open-data-archive.ts';
import type { OpenData } from './open-data.ts';
import { Sql, sql } from './sql.ts';

/** A city with its sets of open data. */
export interface OpenDataCity {
  readonly sets: readonly OpenData[];
  readonly zone: string;
  readonly city: ArchiveFacts['city'];
  /** Under which licence its open data are. */
  readonly licence: { readonly name: string; readonly url: string };
}

/** Finds the sets of open data of cities. */
@Injectable()
export class OpenDataCities {
  constructor(
    private readonly db: Sql,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** Under which licence the open data of a city are. */
  async licence(organisationId: string): Promise<OpenDataCity['licence']> {
    const city = await this.db.first<{ licence: string }>(sql`select licence from organisation where id = ${organisationId}`);
    return licenceOf(city?.licence ?? usualLicence);
  }

  /** All sets of a city; none where there is no such city. */
  async find(organisationId: string): Promise<OpenDataCity> {
    const city = await this.db.first<{ zone: string; host: string; name: string; licence: string }>(sql`
      select o.zone, o.licence, h.host, o.name ->> 'ja' as name from organisation o
      join organisation_host h on h.organisation_id = o.id and h.canonical where o.id = ${organisationId}`);
    if (!city) return { sets: [], zone: 'Asia/Tokyo', city: { name: '', host: '' }, licence: licenceOf(usualLicence) };
    const { zone, host, name: cityName } = city;
    const scope = { organisationId, origin: this.originOf(host), locale: 'ja', libraries: this.libraries };
    const sets = this.libraries
      .flatMap(({ openData = [] }) => openData)
      .map(({ name, columns, rows }): OpenData => ({ name, columns, zone, rows: (read) => rows(read, scope) }));
    return { sets, zone, city: { name: cityName, host }, licence: licenceOf(city.licence) };
  }
}
