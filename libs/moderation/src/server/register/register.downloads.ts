import { Inject, Injectable } from '@nestjs/common';
import { isLocale } from '@hiroba/kernel';
import { Messages, ORIGIN, Sql, sql, type Downloads, type OpenData, type OriginOf } from '@hiroba/server';
import { registerFilter } from '../../domain/register.ts';
import { dsaBatches } from './dsa.export.ts';
import { registerColumns, registerRows } from './register.export.ts';

interface City {
  readonly zone: string;
  readonly host: string;
}

/** The register of decisions as files, narrowed as its page is, and as the European transparency database takes it. */
@Injectable()
export class RegisterDownloads implements Downloads {
  readonly path = 'moderation';

  constructor(
    private readonly db: Sql,
    private readonly messages: Messages,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** `decisions` or `dsa`; nothing for what no register could be narrowed to. */
  async find(organisationId: string, id: string, asked: URLSearchParams): Promise<OpenData | undefined> {
    const { filter, bad } = registerFilter((name) => asked.get(name));
    if (bad.length > 0) return undefined;
    const city = await this.db.first<City>(sql`
      select o.zone, h.host from organisation o join organisation_host h on h.organisation_id = o.id and h.canonical where o.id = ${organisationId}`);
    if (!city) return undefined;
    const { zone, host } = city;
    if (id === 'decisions')
      return {
        name: 'moderation_decisions',
        zone,
        columns: registerColumns,
        rows: (read) => registerRows(read, organisationId, filter),
      };
    if (id !== 'dsa') return undefined;
    const wish = asked.get('locale') ?? 'ja';
    const locale = isLocale(wish) ? wish : 'ja';
    const rulesUrl = `${this.originOf(host)}/${locale}/moderation/rules`;
    const writing = { t: this.messages.translator(locale), locale, zone, rulesUrl };
    return {
      name: 'moderation_dsa',
      zone,
      columns: ['statements'],
      formats: ['json', 'ndjson'],
      rows: (read) => dsaBatches(read, organisationId, filter, writing),
    };
  }
}
