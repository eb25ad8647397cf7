import { Inject, Injectable } from '@nestjs/common';
import { localized, type LocalizedText } from '@hiroba/kernel';
import { isId, LIBRARIES, literal, Messages, ORIGIN, pdfOf, placeIsOut, Sql, sql, type Downloads, type LibraryServer, type OpenData, type OriginOf } from '@hiroba/server';
import { openFileNames, type OpenFileName } from '../domain/open-files.ts';
import { dispositionOf } from '../domain/opinion.ts';
import { dayCount } from '../domain/period.ts';
import type { Profile } from '../domain/profile.ts';
import { meansColumnNames, meansColumns, meansRows, resultCells, resultColumnNames, resultColumns, type ResultLine } from '../domain/result-table.ts';
import { publicComments } from '../manifest.ts';
import { opinionExports, resultLines } from './opinion.export.ts';
import type { OpenRounds } from './open-rounds.ts';
import { roundExports } from './round.export.ts';
import { noticePdf, resultPdf, type NoticeSnapshot, type PrintedRound, type ResultSnapshot } from './round.pdf.ts';
import { roundInPlace } from './round.reads.ts';

/** All open data of rounds. */
export const roundOpenData = [...roundExports, ...opinionExports];

interface Found extends Omit<PrintedRound, 'city' | 'url' | 'sha256' | 'publishedAt'> {
  readonly id: string;
  readonly componentId: string;
  readonly slug: string;
  readonly host: string;
  readonly cityName: LocalizedText;
  readonly profile: Profile;
  readonly notice: Kept | null;
  readonly result: Kept | null;
}

interface Kept {
  readonly snapshot: string;
  readonly sha256: string;
  readonly at: string;
}

/** At most so many opinions are printed; more of them are read in a table. */
const MOST_PRINTED = 5_000;

const keptAs = (kind: string, n: string): string => `(select json_build_object('snapshot', n.snapshot, 'sha256', n.sha256, 'at', n.published_at)
  from round_notice n where n.organisation_id = r.organisation_id and n.round_id = r.id and n.kind = '${kind}' and n.n = ${n})`;

/** The files of one round, and the rounds of a place, for everybody: `<round>` is its table of opinions and the city's view. */
@Injectable()
export class RoundFiles implements Downloads {
  readonly path = publicComments.name;

  constructor(
    private readonly db: Sql,
    private readonly messages: Messages,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  async find(organisationId: string, name: string): Promise<OpenData | undefined> {
    const [id, part] = [name.slice(0, 36), name.slice(37)];
    if (!isId(id) || (name.length > 36 && name[36] !== '-')) return undefined;
    const round = await this.#round(organisationId, id);
    if (!round) return part === '' ? this.#place(organisationId, id) : undefined;
    const scope = { organisationId, roundId: id, origin: this.originOf(round.host), locale: 'ja', libraries: this.libraries };
    if (part === '') return this.#result(round, scope);
    if (part === 'means') return this.#means(round);
    if (part === 'notice') return this.#notice(round);
    const file = openFileNames.find((each) => each === part);
    return file && this.#set(file, scope, `${fileNameOf(round)}-${file}`, round.zone);
  }

  #set(file: OpenFileName, scope: OpenRounds, name: string, zone: string): OpenData | undefined {
    const set = roundOpenData.find((each) => each.name === file);
    return set && { name, zone, columns: set.columns, rows: (read) => set.rows(read, scope) };
  }

  /** The table of opinions and the city's view. */
  #result(round: Found, scope: OpenRounds): OpenData | undefined {
    const { result } = round;
    if (!result) return undefined;
    const t = this.messages.translator(round.locale);
    const said = JSON.parse(result.snapshot) as ResultSnapshot;
    const labels = (code: string): string => localized(dispositionOf(round.profile, code)?.label ?? {}, round.locale).text || code;
    async function* lines(read: Parameters<OpenData['rows']>[0]): AsyncGenerator<ResultLine> {
      for await (const line of resultLines(read, scope)) yield { ...line, disposition: labels(line.disposition) };
    }
    return {
      name: `${fileNameOf(round)}-result`, zone: round.zone, columns: resultColumnNames,
      layout: { heads: resultColumnNames.map((column) => t(`public-comments.table.${column}`)), widths: resultColumnNames.map((column) => resultColumns[column]) },
      async *rows(read) {
        for await (const line of lines(read)) yield resultCells(line, t);
      },
      ...(said.numbers.opinions <= MOST_PRINTED && { pdf: (read) => pdfOf(resultPdf(this.#printed(round, result), said, lines(read), t)) }),
    };
  }

  /** The table of means: how many came by which way. */
  #means(round: Found): OpenData | undefined {
    if (!round.result) return undefined;
    const t = this.messages.translator(round.locale);
    const { numbers } = JSON.parse(round.result.snapshot) as ResultSnapshot;
    return {
      name: `${fileNameOf(round)}-means`, zone: round.zone, columns: meansColumnNames,
      layout: { heads: meansColumnNames.map((column) => t(`public-comments.table.${column}`)), widths: meansColumnNames.map((column) => meansColumns[column]) },
      async *rows() {
        yield* meansRows(numbers, t);
      },
    };
  }

  /** The notice, as it was published last. */
  #notice(round: Found): OpenData | undefined {
    const { notice } = round;
    if (!notice) return undefined;
    const said = JSON.parse(notice.snapshot) as NoticeSnapshot;
    const { opensAt, closesAt } = said;
    const days = opensAt && closesAt ? dayCount({ opensAt: new Date(opensAt), closesAt: new Date(closesAt), zone: round.zone }, round.profile) : null;
    const t = this.messages.translator(round.locale);
    return {
      name: `${fileNameOf(round)}-notice`, zone: round.zone, columns: ['notice'],
      async *rows() {
        yield { notice: notice.snapshot };
      },
      pdf: () => pdfOf(noticePdf(this.#printed(round, notice), said, days, t)),
    };
  }

  #printed(round: Found, { sha256, at }: Kept): PrintedRound {
    const url = `${this.originOf(round.host)}/${round.locale === 'en' ? 'en' : 'ja'}/spaces/${round.slug}/${publicComments.name}/${round.componentId}/${round.id}`;
    return { ...round, city: localized(round.cityName, round.locale).text, url, sha256, publishedAt: new Date(at) };
  }

  #round(organisationId: string, id: string): Promise<Found | undefined> {
    return this.db.first<Found>(sql`
      select r.id, r.component_id as "componentId", s.slug, h.host, o.name as "cityName", r.title, r.locale, r.zone, r.office, r.reference, r.contact, r.profile,
        ${literal(keptAs('NOTICE', 'r.notice_versions'))} as notice, ${literal(keptAs('RESULT', 'r.result_versions'))} as result
      from ${roundInPlace} join organisation o on o.id = r.organisation_id
      join organisation_host h on h.organisation_id = o.id and h.canonical
      where r.organisation_id = ${organisationId} and r.id = ${id} and r.rev > 0 and ${placeIsOut}`);
  }

  async #place(organisationId: string, componentId: string): Promise<OpenData | undefined> {
    const place = await this.db.first<{ slug: string; zone: string; host: string }>(sql`
      select s.slug, o.zone, h.host from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      join organisation o on o.id = c.organisation_id join organisation_host h on h.organisation_id = o.id and h.canonical
      where c.organisation_id = ${organisationId} and c.id = ${componentId} and c.manifest = ${publicComments.name} and ${placeIsOut}`);
    if (!place) return undefined;
    const scope = { organisationId, componentId, origin: this.originOf(place.host), locale: 'ja', libraries: this.libraries };
    return this.#set('rounds', scope, `${place.slug}-rounds`, place.zone);
  }
}

/** What the files of a round are called: by its number, which is all in ASCII. */
const fileNameOf = ({ reference, id }: Found): string => (reference && /^[\w-]+$/.test(reference) ? reference : id);
