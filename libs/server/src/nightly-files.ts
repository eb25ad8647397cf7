import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from './clock.ts';
import { DigestedFile } from './digested-file.ts';
import { HIDING } from './log-lines.ts';
import { newId } from './log.ts';
import { archive, type FileToArchive } from './open-data-archive.ts';
import { OpenDataCities } from './open-data-city.ts';
import { csvOf, inSnapshot, lineOf, shaped, type OpenData, type ReadRows } from './open-data.ts';
import { literal, Sql, sql, type Query } from './sql.ts';

/** Injection token of the folder in which the nightly files are. */
export const NIGHTLY_ROOT = Symbol('NIGHTLY_ROOT');

/** The archive of all nightly files. */
export const EVERYTHING = 'open-data.zip';

/** A nightly file as everybody is told of it. */
export interface NightlyFile {
  readonly file: string;
  readonly madeAt: Date;
  /** How many rows it has; none for the archive. */
  readonly rows: number | null;
  readonly bytes: number;
  readonly digest: string;
}

/** The nightly files of a city that may be handed out, and how the last night went. */
export interface NightlyEdition {
  readonly madeAt: Date | null;
  readonly failedAt: Date | null;
  readonly files: readonly NightlyFile[];
}

type Made = Omit<NightlyFile, 'madeAt'>;

/** At which hour of the night files are made, on the clock of the city. */
const HOUR = literal(`interval '3 hours'`);
/** So long the transaction of an act may take at most: what happened so shortly before a snapshot may be missing in it. */
const MARGIN = literal(`interval '2 minutes'`);
const PAUSE = literal(`interval '5 minutes'`);
const ATTEMPTS = 5;

/** SQL of the instant after which nothing was hidden that the files of the edition `e` may still show. */
const hiddenSince = (until: Query): Query => sql`exists (
  select 1 from log_line l where l.organisation_id = e.organisation_id and l.list = ${HIDING} and l.at > e.made_at - ${MARGIN} and ${until})`;

/** SQL that is true where the files of the edition `e` were neither made nor given up, and nobody is going to: servers died over all attempts. */
const abandoned = literal(`(greatest(e.made_at, e.failed_at, '-infinity') < e.asked_at and not exists (
  select 1 from graphile_worker.jobs j where j.key = 'nightly ' || e.organisation_id and (j.attempts < j.max_attempts or j.locked_at is not null)))`);

/**
 * The complete open data of each city, made every night from one snapshot and kept with size and digest. Once something is no longer
 * for everybody, the files made before are not handed out any more, and are made anew within minutes; of older ones only digests stay.
 */
@Injectable()
export class NightlyFiles {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly cities: OpenDataCities,
    @Inject(NIGHTLY_ROOT) private readonly root: string,
  ) {}

  /** Queues the making of files for cities whose night has come, or where something was hidden. */
  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.db.rows(sql`
      with nights as (
        select o.id, (date_trunc('day', ${now}::timestamptz at time zone o.zone - ${HOUR}) + ${HOUR}) at time zone o.zone as night from organisation o),
      asked as (
        insert into nightly_edition as e (organisation_id, night, asked_at) select id, night, ${now} from nights
        on conflict (organisation_id) do update set night = excluded.night, asked_at = excluded.asked_at
        where e.night < excluded.night
          or (e.asked_at <= ${now}::timestamptz - ${PAUSE} and (${abandoned} or ${hiddenSince(sql`l.at <= ${now}::timestamptz - ${MARGIN}`)}))
        returning organisation_id)
      select graphile_worker.add_job('nightly', json_build_object('organisationId', organisation_id), queue_name := 'nightly',
        job_key := 'nightly ' || organisation_id, max_attempts := ${ATTEMPTS}, priority := 20) from asked`);
  }

  /** Makes the files of a city, all of them or none. */
  async make(organisationId: string): Promise<void> {
    const { sets, zone, city, licence } = await this.cities.find(organisationId);
    if (sets.length === 0) return;
    const edition = newId();
    const folder = this.#folder(organisationId, edition);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const madeAt = await this.clock.now(this.db);
    const files = await inSnapshot(this.db.pool, async (read) => {
      const made: Made[] = [];
      for (const data of sets) made.push(...(await bothForms(folder, data, read)));
      return made;
    });
    const facts = { madeAt, zone, licence: licence.name, licence_url: licence.url, city };
    const all = await written(folder, EVERYTHING, async (to) => {
      for await (const piece of archive(again(folder, sets, files), facts)) await to.write(piece);
      return null;
    });
    await this.#publish(organisationId, edition, madeAt, [...files, all]);
    for (const name of await readdir(path.dirname(folder))) {
      if (name !== edition) await rm(this.#folder(organisationId, name), { recursive: true, force: true });
    }
  }

  /** Writes down that the files of a night could not be made. */
  async giveUp(organisationId: string): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.db.rows(sql`update nightly_edition set failed_at = ${now} where organisation_id = ${organisationId}`);
  }

  /** What may be handed out now. */
  async edition(organisationId: string): Promise<NightlyEdition> {
    const row = await this.db.first<NightlyEdition>(sql`
      select e.made_at as "madeAt", e.failed_at as "failedAt", coalesce((
        select json_agg(json_build_object('file', f.file, 'rows', f.rows, 'bytes', f.bytes, 'digest', f.digest) order by f.file) from nightly_file f
        where f.organisation_id = e.organisation_id and f.edition_id = e.edition_id and not ${hiddenSince(literal('true'))}), '[]') as files
      from nightly_edition e where e.organisation_id = ${organisationId}`);
    const { madeAt = null, failedAt = null, files = [] } = row ?? {};
    return { madeAt, failedAt, files: files.map((file) => ({ ...file, madeAt: madeAt ?? new Date(0) })) };
  }

  /** A file that may be handed out now, and its bytes; nothing where there is none, or it is out of date. */
  async open(organisationId: string, file: string): Promise<(NightlyFile & { readonly read: () => Readable }) | undefined> {
    const row = await this.db.first<NightlyFile & { edition: string; size: string }>(sql`
      select f.file, f.made_at as "madeAt", f.rows, f.bytes::text as size, f.digest, e.edition_id as edition from nightly_edition e
      join nightly_file f on f.organisation_id = e.organisation_id and f.edition_id = e.edition_id and f.file = ${file}
      where e.organisation_id = ${organisationId} and not ${hiddenSince(literal('true'))}`);
    if (!row) return undefined;
    const { edition, size, ...kept } = row;
    const at = path.join(this.#folder(organisationId, edition), row.file);
    const bytes = (await stat(at).catch(() => undefined))?.size;
    return bytes === Number(size) ? { ...kept, bytes, read: () => createReadStream(at) } : undefined;
  }

  /** The digests of all files that were ever made, as open data of their own. */
  async digests(organisationId: string): Promise<OpenData> {
    const { zone } = await this.cities.find(organisationId);
    return {
      name: 'digests', zone, columns: ['file', 'made_at', 'rows', 'bytes', 'sha256'],
      async *rows(read) {
        for (let last = { made_at: new Date(0), file: '' }, more = true; more;) {
          const rows: readonly (typeof last)[] = await read(sql`
            select file, made_at, rows, bytes, digest as sha256 from nightly_file
            where organisation_id = ${organisationId} and (made_at, file) > (${last.made_at}::timestamptz, ${last.file}) order by made_at, file limit 500`);
          yield* rows;
          last = rows.at(-1) ?? last;
          more = rows.length === 500;
        }
      },
    };
  }

  async #publish(organisationId: string, edition: string, madeAt: Date, files: readonly Made[]): Promise<void> {
    await this.db.rows(sql`
      with kept as (
        insert into nightly_file (organisation_id, edition_id, file, made_at, rows, bytes, digest)
        select ${organisationId}::uuid, ${edition}::uuid, file, ${madeAt}::timestamptz, rows, bytes, digest
        from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) r (file text, rows int, bytes bigint, digest text))
      insert into nightly_edition as e (organisation_id, night, asked_at, edition_id, made_at)
      values (${organisationId}, ${madeAt}, ${madeAt}, ${edition}, ${madeAt})
      on conflict (organisation_id) do update set edition_id = excluded.edition_id, made_at = excluded.made_at, failed_at = null`);
  }

  #folder = (organisationId: string, edition: string): string => path.join(this.root, organisationId, edition);
}

/** A file written by `fill`, which answers how many rows it has. */
async function written(folder: string, file: string, fill: (to: DigestedFile) => Promise<number | null>): Promise<Made> {
  const to = await DigestedFile.create(path.join(folder, file));
  try {
    const rows = await fill(to);
    return { file, rows, ...(await to.end()) };
  } finally {
    await to.close();
  }
}

/** A set as CSV and NDJSON, its rows read once. */
async function bothForms(folder: string, data: OpenData, read: ReadRows): Promise<readonly Made[]> {
  let rows = 0;
  let csv: Made | undefined;
  const exact = await written(folder, `${data.name}.ndjson`, async (lines) => {
    async function* alongside() {
      for await (const row of shaped(data.rows(read), data)) {
        rows += 1;
        await lines.write(lineOf(row));
        yield row;
      }
    }
    csv = await written(folder, `${data.name}.csv`, async (to) => {
      for await (const piece of csvOf(data.columns, alongside())) await to.write(piece as Buffer);
      return rows;
    });
    return rows;
  });
  return csv ? [csv, exact] : [exact];
}

/** The files that were written, once more for the archive. */
function* again(folder: string, sets: readonly OpenData[], files: readonly Made[]): Generator<FileToArchive> {
  for (const { file, rows } of files) {
    const columns = sets.find(({ name }) => file.startsWith(`${name}.`))?.columns ?? [];
    yield { file, columns, rows: () => rows ?? 0, chunks: createReadStream(path.join(folder, file)) };
  }
}
