import { createHash } from 'node:crypto';
import type { Express, NextFunction, Request, Response } from 'express';
import { excerpt, isLocale, licenceOf, localized, visitor, type Locale, type LocalizedText } from '@hiroba/kernel';
import { Messages, ORIGIN, type Feeds, type GraphqlContext, type LibraryServer, type OriginOf } from '@hiroba/server';
import { OrganisationDirectory, SpaceDatesReads, type DatedPhase } from '@hiroba/spaces/server';
import type { Type } from '@nestjs/common';
import { atomOf, type AtomEntry } from './atom.ts';
import { calendarOf, type CalendarEvent } from './calendar.ts';
import { decisionEntry, decisionsQuery, registerAsked, type Decisions } from './decision-feed.ts';
import { ExecuteError, type Execute } from './execute.ts';
import { refuse } from './failure.ts';

const feeds = {
  activity: { list: 'ACTIVITY', kind: null, title: 'spaces.lines.activity' },
  answers: { list: 'ACTIVITY', kind: 'ANSWERED', title: 'spaces.feed.answers' },
  register: { list: 'REGISTER', kind: null, title: 'spaces.lines.register' },
  log: { list: null, kind: null, title: 'transparency.log.title' },
} as const;
type FeedName = keyof typeof feeds;
const isFeed = (name: string): name is FeedName => Object.hasOwn(feeds, name);

const MANY = 50;
const asked = (variables: string, lines: string, more = ''): string => `query Feed(${variables}$space: String, $slug: String!, $inSpace: Boolean!, $after: String) {
  organisation { name { ja en } }
  space(slug: $slug) @include(if: $inSpace) { slug title { ja en } }
  logLines: ${lines}space: $space, first: ${MANY}, after: $after) {
    items { id at act said actor reason gone path office { text } title { text } within { text } ${more}} next } }`;
const feedQuery = asked('$list: LogList!, $kind: String, ', 'logLines(list: $list, kind: $kind, ');
const logQuery = asked('', 'logEntries(', 'number ');

interface Words {
  readonly text: string;
}
interface Line {
  readonly id: string;
  readonly at: string;
  readonly act: string;
  readonly said: string;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly gone: boolean;
  readonly path: string | null;
  readonly office: Words | null;
  readonly title: Words | null;
  readonly within: Words | null;
  /** Its number in the public log, where that is what is listed. */
  readonly number?: number | null;
}
interface Answer {
  readonly organisation: { readonly name: LocalizedText };
  readonly space?: { readonly slug: string; readonly title: LocalizedText } | null;
  readonly logLines: { readonly items: readonly Line[]; readonly next: string | null };
}

type Asked = Request<{ locale: string; file: string }>;
type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const textIn = (typed: unknown): string | undefined => (typeof typed === 'string' && typed !== '' ? typed.slice(0, 400) : undefined);

/** Serves what happens in a city as feeds and its dates as calendars: what everybody may read, whoever asks. */
export function mountFeeds(app: Express, { executeFor, libraries, nest }: {
  executeFor: (context: GraphqlContext) => Execute; libraries: readonly LibraryServer[]; nest: { get<T>(type: Type<T>, options: { strict: boolean }): T };
}): void {
  const brought = libraries.flatMap(({ feeds: types = [] }) => types).map((type) => nest.get<Feeds>(type, { strict: false }));
  const messages = nest.get(Messages, { strict: false });
  const dates = nest.get(SpaceDatesReads, { strict: false });
  const directory = nest.get(OrganisationDirectory, { strict: false });
  const originOf = nest.get(ORIGIN as never, { strict: false }) as OriginOf;

  async function feed(name: FeedName, locale: Locale, request: Asked, response: Response): Promise<void> {
    const { organisation } = request.visit;
    const [space, after] = [textIn(request.query.space), textIn(request.query.after)];
    const { list, kind, title } = feeds[name];
    const viewer = visitor(organisation.id, locale);
    const answer = await executeFor({ viewer, loaders: new WeakMap(), effects: {} })<Answer>(list === null ? logQuery : feedQuery, {
      ...(list !== null && { list, kind }), space: space ?? null, slug: space ?? '', inSpace: space !== undefined, after: after ?? null,
    });
    if (space !== undefined && !answer.space) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    const t: Translate = messages.translator(locale);
    const base = `${originOf(organisation.host)}/${locale}`;
    const slug = answer.space?.slug;
    const at = (path: string, more: string | null | undefined): string => {
      const query = new URLSearchParams({ ...(slug && { space: slug }), ...(more && { after: more }) }).toString();
      return `${base}/${path}${query && `?${query}`}`;
    };
    const city = localized(answer.organisation.name, locale).text;
    const { items, next } = answer.logLines;
    send(request, response, 'application/atom+xml; charset=utf-8', atomOf({
      self: at(`feeds/${name}.atom`, after), page: at(name, undefined), next: next === null ? undefined : at(`feeds/${name}.atom`, next), locale,
      title: t('spaces.feed.title', { title: t(title), of: answer.space ? localized(answer.space.title, locale).text : city }),
      author: city, rights: licenceOf((await directory.byId(organisation.id))?.licence ?? '').name, entries: items.map(entryIn(t, base)),
    }));
  }

  async function decisions(locale: Locale, request: Asked, response: Response): Promise<void> {
    const { organisation } = request.visit;
    const [asked, after] = [registerAsked((name) => textIn(request.query[name])), textIn(request.query.after)];
    const viewer = visitor(organisation.id, locale);
    const run = executeFor({ viewer, loaders: new WeakMap(), effects: {} });
    const { moderationRegister: { items, next }, organisation: { name } } = await run<Decisions>(decisionsQuery, { ...asked, after: after ?? null });
    const t: Translate = messages.translator(locale);
    const base = `${originOf(organisation.host)}/${locale}`;
    const at = (path: string, more: object): string => {
      const query = new URLSearchParams({ ...asked, ...more }).toString();
      return `${base}/${path}${query && `?${query}`}`;
    };
    const city = localized(name, locale).text;
    send(request, response, 'application/atom+xml; charset=utf-8', atomOf({
      self: at('feeds/moderation.atom', after === undefined ? {} : { after }), page: at('moderation', {}),
      next: next === null ? undefined : at('feeds/moderation.atom', { after: next }), locale,
      title: t('spaces.feed.title', { title: t('moderation.register.title'), of: city }),
      author: city, rights: licenceOf((await directory.byId(organisation.id))?.licence ?? '').name, entries: items.map(decisionEntry(t, base, locale)),
    }));
  }

  async function calendar(locale: Locale, request: Asked, response: Response): Promise<void> {
    const { organisation } = request.visit;
    const space = textIn(request.query.space);
    const phases = await dates.forEverybody(organisation.id, space);
    if (space !== undefined && phases.length === 0) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    const t: Translate = messages.translator(locale);
    const name = space === undefined ? (await directory.byId(organisation.id))?.name : phases[0]?.spaceTitle;
    const where = { t, locale, host: organisation.host.replace(/:\d+$/, ''), base: `${originOf(organisation.host)}/${locale}` };
    response.set('Content-Disposition', 'inline; filename="hiroba.ics"');
    send(request, response, 'text/calendar; charset=utf-8',
      calendarOf(t('spaces.calendar.title', { of: localized(name ?? {}, locale).text }), phases.map(eventIn(where))));
  }

  /** What a library tells: one of its things, one space, or all of the city. */
  async function ofLibrary(from: Feeds, form: 'atom' | 'ics', locale: Locale, request: Asked, response: Response): Promise<void> {
    const { organisation } = request.visit;
    const [space, of] = [textIn(request.query.space), textIn(request.query.of)];
    const asked = { organisationId: organisation.id, locale, space, of };
    const told = form === 'atom' ? await from.feed(asked) : await from.calendar(asked);
    if (!told) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    const base = `${originOf(organisation.host)}/${locale}`;
    const host = organisation.host.replace(/:\d+$/, '');
    const city = await directory.byId(organisation.id);
    const author = localized(city?.name ?? {}, locale).text;
    const title = messages.translator(locale)('spaces.feed.title', { title: told.title, of: told.of ?? author });
    if ('dates' in told) {
      response.set('Content-Disposition', `inline; filename="${from.name}.ics"`);
      return send(request, response, 'text/calendar; charset=utf-8', calendarOf(title, told.dates.map(({ key, path, ...date }) => ({ ...date, uid: `${key}@${host}`, url: `${base}${path}` }))));
    }
    const query = new URLSearchParams({ ...(space && { space }), ...(of && { of }) }).toString();
    send(request, response, 'application/atom+xml; charset=utf-8', atomOf({
      self: `${base}/feeds/${from.name}.atom${query && `?${query}`}`, page: `${base}${told.page}`, locale, title, author, rights: licenceOf(city?.licence ?? '').name,
      entries: told.lines.map(({ key, path, ...line }) => ({ ...line, id: `tag:${host},2026:${key}`, href: `${base}${path}` })),
    }));
  }

  app.get('/:locale/feeds/:file', (request: Asked, response: Response, next: NextFunction) => {
    const { locale, file } = request.params;
    const [, name = '', form] = /^([a-z]+)\.(atom|ics)$/.exec(file) ?? [];
    let answered: Promise<void> | undefined;
    if (isLocale(locale) && form === 'atom' && isFeed(name)) answered = feed(name, locale, request, response);
    if (isLocale(locale) && form === 'atom' && name === 'moderation') answered = decisions(locale, request, response);
    if (isLocale(locale) && form === 'ics' && name === 'calendar') answered = calendar(locale, request, response);
    const library = brought.find((each) => each.name === name);
    if (isLocale(locale) && library) answered = ofLibrary(library, form === 'ics' ? 'ics' : 'atom', locale, request, response);
    if (!answered) return refuse(response, 404, 'NOT_FOUND', 'There is nothing here.');
    answered.catch((error: unknown) => {
      const isBad = error instanceof ExecuteError && error.extensions.code === 'BAD_USER_INPUT';
      if (isBad) refuse(response, 400, 'BAD_USER_INPUT', 'The feed has no such part.');
      else next(error);
    });
  });
}

/** A log entry as an entry of a feed; what is no longer to be read keeps its place and its record. */
const entryIn = (t: Translate, base: string) => ({ id, at, act, said, actor, reason, gone, path, office, title, within, number }: Line): AtomEntry => ({
  id: `urn:uuid:${id}`,
  title: [typeof number === 'number' ? said : act, gone ? t('spaces.lines.gone') : title && excerpt(title.text, 150)].filter(Boolean)
    .join(typeof number === 'number' ? ' ' : '：'),
  at: new Date(at),
  href: typeof number === 'number' ? `${base}/log/${number}` : gone || path === null ? `${base}/record/${id}` : `${base}${path}`,
  summary: [within?.text, reason && t('spaces.lines.reason', { reason })].filter(Boolean).join('　'),
  author: office?.text ?? (actor ? t(`spaces.lines.by.${actor}`) : undefined),
});

const eventIn = ({ t, locale, host, base }: { readonly t: Translate; readonly locale: Locale; readonly host: string; readonly base: string }) =>
  ({ spaceId, key, slug, sequence, changedAt, cancelled, title, spaceTitle, opensAt, closesAt }: DatedPhase): CalendarEvent => {
    const of = localized(spaceTitle, locale).text;
    return {
      uid: `${spaceId}.${key}@${host}`, sequence, changedAt, from: opensAt, until: closesAt ?? undefined, url: `${base}/spaces/${slug}`, cancelled,
      title: cancelled ? t('spaces.calendar.cancelled', { of }) : t('spaces.calendar.phase', { title: localized(title, locale).text, of }),
    };
  };

/** Sends a text that readers ask for again and again: what has not changed costs no more than a tag. */
function send(request: Asked, response: Response, type: string, body: string): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  response.type(type).set('ETag', tag);
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
  const known = String(request.headers['if-none-match'] ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
  if (known) response.status(304).end();
  else response.send(body);
}
