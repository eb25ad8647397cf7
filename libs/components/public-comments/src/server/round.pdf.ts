import { formatDate, formatDateTime, formatDeadline, type DateLocale } from '@hiroba/kernel';
import type { PdfBlock, PdfText } from '@hiroba/server';
import type { RoundNumbers } from '../domain/coverage.ts';
import type { Profile } from '../domain/profile.ts';
import { meansColumnNames, meansColumns, meansRows, resultCells, resultColumnNames, resultColumns, type ResultLine } from '../domain/result-table.ts';
import type { RoundContact, RoundWay, ViewingPlace } from '../domain/round.ts';

type Words = (key: string, params?: Record<string, string | number>) => string;

/** A round as it is printed. */
export interface PrintedRound {
  readonly title: string;
  readonly locale: string;
  readonly zone: string;
  readonly office: string;
  readonly reference: string | null;
  readonly city: string;
  readonly url: string;
  readonly contact: RoundContact;
  readonly sha256: string;
  readonly publishedAt: Date;
}

/** What a notice says, out of its frozen bytes. */
export interface NoticeSnapshot {
  readonly summary: string;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly shortPeriodReason: string;
  readonly responseDueAt: string | null;
  readonly basis: Profile['basis'];
  readonly legalBasis: string;
  readonly clause: string;
  readonly profile: Pick<Profile, 'postDeadline'>;
  readonly ways: readonly RoundWay[];
  readonly places: readonly ViewingPlace[];
  readonly n: number;
  readonly reason?: string;
}

/** What a result says, out of its frozen bytes. */
export interface ResultSnapshot {
  readonly text: string;
  readonly originalsRoute: string;
  readonly n: number;
  readonly reason?: string;
  readonly numbers: RoundNumbers;
}

const dateLocale = (locale: string): DateLocale => (locale === 'en' ? 'en' : 'ja');
const text = (words: string): PdfBlock => ({ kind: 'text', text: words });
const heading = (words: string): PdfBlock => ({ kind: 'heading', text: words });

/** What every printed round has in common. */
const framed = (round: PrintedRound, t: Words, title: string, wide: boolean, blocks: PdfText['blocks']): PdfText => ({
  title, locale: dateLocale(round.locale), author: round.city, madeAt: round.publishedAt, wide, blocks,
  footer: (page) => t('public-comments.pdf.footer', { city: round.city, reference: round.reference ?? '', page, url: round.url }),
  note: (signs) => t('public-comments.pdf.missing', { signs }),
});

const facts = (t: Words, rows: readonly (readonly [string, string])[]): PdfBlock => ({
  kind: 'table', columns: [{ head: t('public-comments.pdf.item'), width: 22 }, { head: t('public-comments.pdf.content'), width: 78 }],
  rows: rows.filter(([, content]) => content.trim() !== ''),
});

/** A notice to print: what is asked, until when, and every way to answer. */
export function noticePdf(round: PrintedRound, notice: NoticeSnapshot, days: number | null, t: Words): PdfText {
  const { locale, zone, contact } = round;
  const at = (instant: string | null): string => (instant ? formatDateTime(new Date(instant), zone, dateLocale(locale)) : '');
  const wayOf = ({ channel, to }: RoundWay): string => [
    t(`public-comments.channel.${channel}`), channel === 'ONLINE' ? round.url : to,
    channel === 'ONLINE' ? '' : channel === 'POST' ? t(`public-comments.post.${notice.profile.postDeadline}`) : t(`public-comments.intime.${channel}`),
  ].filter(Boolean).join('　');
  return framed(round, t, round.title, false, [
    ...(notice.n > 1 && notice.reason ? [text(t('public-comments.notices.reason', { reason: notice.reason }))] : []),
    text(notice.summary),
    facts(t, [
      [t('public-comments.fact.opens'), at(notice.opensAt)],
      [t('public-comments.fact.closes'), notice.closesAt ? formatDeadline(new Date(notice.closesAt), zone, dateLocale(locale)) : ''],
      [t('public-comments.fact.days'), days === null ? '' : t('public-comments.fact.daysMany', { days })],
      [t('public-comments.fact.short'), notice.shortPeriodReason],
      [t('public-comments.fact.basis'), `${t(`public-comments.basis.${notice.basis}`)} ${notice.legalBasis} ${notice.clause}`],
      [t('public-comments.ways.title'), notice.ways.map(wayOf).join('\n')],
      [t('public-comments.places.title'), notice.places.map(({ name, address, hours }) => [name, address, hours].filter(Boolean).join('　')).join('\n')],
      [t('public-comments.fact.office'), [round.office, contact.phone, contact.mail, contact.address].filter(Boolean).join('\n')],
      [t('public-comments.fact.reference'), round.reference ?? ''],
    ]),
    text(t('public-comments.ways.lead')),
    text(t('public-comments.pdf.digest', { n: notice.n, day: formatDate(round.publishedAt, zone, dateLocale(locale)), sha256: round.sha256 })),
  ]);
}

/** A result to print: what was decided, how many came by which way, and each opinion with the city's view. */
export function resultPdf(round: PrintedRound, result: ResultSnapshot, lines: AsyncIterable<ResultLine>, t: Words): PdfText {
  async function* rows(): AsyncGenerator<readonly string[]> {
    for await (const line of lines) {
      const cells = resultCells(line, t);
      yield resultColumnNames.map((name) => cells[name]);
    }
  }
  const { numbers } = result;
  return framed(round, t, t('public-comments.pdf.result', { title: round.title }), true, [
    text([round.office, formatDate(round.publishedAt, round.zone, dateLocale(round.locale))].filter(Boolean).join('　')),
    ...(result.reason ? [text(t('public-comments.result.corrected', { reason: result.reason }))] : []),
    text(result.text),
    ...(result.originalsRoute ? [text(t('public-comments.result.originals', { where: result.originalsRoute }))] : []),
    heading(t('public-comments.numbers.title')),
    text(numbers.submissions === 0 ? t('public-comments.numbers.none') : t('public-comments.numbers.standing')),
    {
      kind: 'table', columns: meansColumnNames.map((name) => ({ head: t(`public-comments.table.${name}`), width: meansColumns[name] })),
      rows: meansRows(numbers, t).map((row) => meansColumnNames.map((name) => String(row[name]))),
    },
    ...(numbers.unknown > 0 ? [text(t('public-comments.numbers.unknown', { count: numbers.unknown }))] : []),
    ...(['persons', 'submissions', 'opinions'] as const).map((name) => text(t(`public-comments.numbers.meaning.${name}`))),
    text(t('public-comments.numbers.limits')),
    ...(numbers.opinions === 0 ? [] : [
      heading(t('public-comments.answers.title')), text(t('public-comments.answers.standing')),
      { kind: 'table' as const, columns: resultColumnNames.map((name) => ({ head: t(`public-comments.table.${name}`), width: resultColumns[name] })), rows: rows() },
    ]),
    text(t('public-comments.pdf.digest', { n: result.n, day: formatDate(round.publishedAt, round.zone, dateLocale(round.locale)), sha256: round.sha256 })),
  ]);
}

