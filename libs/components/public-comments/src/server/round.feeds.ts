import { Injectable } from '@nestjs/common';
import { formatDateTime, formatDeadline, localized, type DateLocale, type LocalizedText } from '@hiroba/kernel';
import { Clock, isId, literal, Messages, placeIsOut, Sql, sql, type CalendarDate, type FeedAsked, type FeedLine, type FeedText, type Feeds, type DatesText, type Query } from '@hiroba/server';
import { changesOf, type RoundChange, type RoundEntry } from '../domain/round.changes.ts';
import type { RoundStage, Suspension } from '../domain/round.ts';
import { publicComments } from '../manifest.ts';
import { roundInPlace } from './round.reads.ts';

interface Noticed {
  readonly kind: string;
  readonly n: number;
  readonly reason: string;
  readonly at: string;
  readonly due: string | null;
}

interface FedRound {
  readonly id: string;
  readonly componentId: string;
  readonly slug: string;
  readonly title: string;
  readonly locale: string;
  readonly zone: string;
  readonly office: string;
  readonly stage: RoundStage;
  readonly rev: number;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly scheduledAt: Date | null;
  readonly changedAt: Date | null;
  readonly shortPeriodReason: string;
  readonly overdueReason: string;
  readonly suspensions: readonly Suspension[];
  readonly entries: readonly (Omit<RoundEntry, 'at'> & { readonly at: string })[];
  readonly notices: readonly Noticed[];
}

type Translate = ReturnType<Messages['translator']>;

/** So many changes are in a feed, and so many rounds in a calendar. */
const MOST = 50;
const MOST_DATES = 200;
const noticeOf: Partial<Record<RoundChange['kind'], string>> = {
  EXTENDED: 'NOTICE', CORRECTED: 'NOTICE', RESULT_CORRECTED: 'RESULT', NOT_HELD: 'NOT_HELD', WITHDRAWN: 'WITHDRAWN',
};

/** The rounds of a city, a space, a place or one of them, as feed readers and calendars take them: only those for everybody. */
@Injectable()
export class RoundFeeds implements Feeds {
  readonly name = 'rounds';

  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly messages: Messages,
  ) {}

  async feed(asked: FeedAsked): Promise<FeedText | undefined> {
    const now = await this.clock.now(this.db);
    const of = await this.#of(asked);
    if (!of) return undefined;
    const rounds = await this.#rounds(asked, sql`greatest(r.changed_at, case when r.opens_at <= ${now} then r.opens_at end, case when r.closes_at <= ${now} then r.closes_at end,
      case when r.response_due_at <= ${now} then r.response_due_at end) desc`, MOST);
    const t = this.messages.translator(asked.locale);
    const lines = rounds.flatMap((round) => changesIn(round, now).reverse().map((change) => lineOf(round, change, t, asked.locale)));
    return { ...of, title: t('public-comments.feed.title'), lines: lines.sort((a, b) => +b.at - +a.at).slice(0, MOST) };
  }

  async calendar(asked: FeedAsked): Promise<DatesText | undefined> {
    const of = await this.#of(asked);
    if (!of) return undefined;
    const rounds = await this.#rounds(asked, literal('r.opens_at desc nulls last'), MOST_DATES);
    const t = this.messages.translator(asked.locale);
    const dates = rounds.flatMap(({ id, rev, title, opensAt, closesAt, changedAt, scheduledAt, stage, ...at }): CalendarDate[] => (opensAt && closesAt && stage !== 'NOT_HELD' ? [{
      key: `round.${id}`, sequence: rev, changedAt: changedAt ?? scheduledAt ?? opensAt, from: opensAt, until: closesAt, path: pathOf({ id, ...at }),
      cancelled: stage === 'WITHDRAWN', title: t(stage === 'WITHDRAWN' ? 'public-comments.feed.date.cancelled' : 'public-comments.feed.date', { title }),
    }] : []));
    return { ...of, title: t('public-comments.feed.title'), dates };
  }

  /** What is asked for, as far as everybody may read it: its own words, and its page. */
  async #of({ organisationId, space, of, locale }: FeedAsked): Promise<{ readonly of: string | null; readonly page: string } | undefined> {
    if (of === undefined && space === undefined) return { of: null, page: '' };
    const row = await this.db.first<{ title: LocalizedText; path: string }>(of === undefined
      ? sql`select s.title, '/spaces/' || s.slug as path from space s where s.organisation_id = ${organisationId} and s.state <> 'DRAFT' and s.visibility <> 'MEMBERS_ONLY'
          and s.id = (select space_id from space_slug where organisation_id = ${organisationId} and slug = ${space})`
      : isId(of) ? sql`
          select c.title, format('/spaces/%s/%s/%s', s.slug, c.manifest, c.id) as path from component c
          join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
          where c.organisation_id = ${organisationId} and c.id = ${of} and c.manifest = ${publicComments.name} and ${placeIsOut}
          union all select jsonb_build_object(r.locale, r.title), format('/spaces/%s/%s/%s/%s', s.slug, c.manifest, c.id, r.id) from ${roundInPlace}
          where r.organisation_id = ${organisationId} and r.id = ${of} and r.rev > 0 and ${placeIsOut}` : literal('select null where false'));
    return row && { of: localized(row.title, locale).text, page: row.path };
  }

  #rounds({ organisationId, space, of }: FeedAsked, order: Query, most: number): Promise<FedRound[]> {
    return this.db.rows<FedRound>(sql`
      select r.id, c.id as "componentId", s.slug, r.title, r.locale, r.zone, r.office, r.stage, r.rev, r.opens_at as "opensAt", r.closes_at as "closesAt",
        r.scheduled_at as "scheduledAt", r.changed_at as "changedAt", r.short_period_reason as "shortPeriodReason", r.overdue_reason as "overdueReason", r.suspensions,
        coalesce((select json_agg(json_build_object('type', e.type, 'at', e.at, 'rev', e.subject_rev, 'data', convert_from(e.leaf, 'UTF8')::jsonb -> 'data') order by e.subject_rev)
          from log_entry e where e.organisation_id = r.organisation_id and e.subject_kind = 'round' and e.subject_id = r.id::text), '[]') as entries,
        coalesce((select json_agg(json_build_object('kind', n.kind, 'n', n.n, 'reason', n.reason, 'at', n.published_at, 'due', n.snapshot::jsonb ->> 'responseDueAt') order by n.n)
          from round_notice n where n.organisation_id = r.organisation_id and n.round_id = r.id), '[]') as notices
      from ${roundInPlace}
      where r.organisation_id = ${organisationId} and r.rev > 0 and ${placeIsOut}
        and (${space ?? null}::text is null or s.id = (select space_id from space_slug where organisation_id = ${organisationId} and slug = ${space ?? null}))
        and (${of ?? null}::uuid is null or c.id = ${of ?? null}::uuid or r.id = ${of ?? null}::uuid)
      order by ${order}, r.id desc limit ${most}`);
  }
}

const pathOf = ({ id, slug, componentId }: Pick<FedRound, 'id' | 'slug' | 'componentId'>): string => `/spaces/${slug}/${publicComments.name}/${componentId}/${id}`;

function changesIn(round: FedRound, now: Date): RoundChange[] {
  const entries = round.entries.map((entry) => ({ ...entry, at: new Date(entry.at) }));
  const dues = [
    ...round.notices.flatMap(({ kind, at, due }) => (kind === 'NOTICE' && due ? [{ since: new Date(at), at: new Date(due) }] : [])),
    ...entries.flatMap(({ at, data }) => (data.change === 'DELAYED' && typeof data.due === 'string' ? [{ since: at, at: new Date(data.due) }] : [])),
  ].sort((a, b) => +a.since - +b.since).filter((due, n, all) => n === 0 || +due.at !== +(all[n - 1]?.at ?? 0));
  return changesOf({ ...round, dues }, entries, now);
}

/** Why something was done, where that is published. */
function reasonOf({ notices, suspensions, overdueReason, shortPeriodReason }: FedRound, { kind, version, at }: RoundChange): string {
  if (kind === 'ANNOUNCED' || kind === 'OPENED') return shortPeriodReason;
  if (kind === 'SUSPENDED') return suspensions.find(({ from }) => +new Date(from) === +at)?.reason ?? '';
  if (kind === 'DELAYED') return overdueReason;
  const from = noticeOf[kind];
  return (from && notices.find((notice) => notice.kind === from && (version === null || notice.n === version))?.reason) || '';
}

function lineOf(round: FedRound, change: RoundChange, t: Translate, locale: string): FeedLine {
  const { kind, at, key, until } = change;
  const lang: DateLocale = locale === 'en' ? 'en' : 'ja';
  const reason = reasonOf(round, change);
  const short = kind === 'ANNOUNCED' || kind === 'OPENED';
  return {
    key: `round/${round.id}/${kind}/${key}`, at, path: pathOf(round), author: round.office || undefined,
    title: t('public-comments.feed.line', { what: t(`public-comments.feed.${kind}`), title: round.title }),
    summary: [
      kind === 'ANNOUNCED' && round.opensAt ? t('public-comments.feed.opens', { at: formatDateTime(round.opensAt, round.zone, lang) }) : '',
      until ? (kind === 'DELAYED' ? t('public-comments.feed.due', { at: formatDateTime(until, round.zone, lang) }) : t('public-comments.feed.closes', { at: formatDeadline(until, round.zone, lang) })) : '',
      reason ? t(short ? 'public-comments.feed.short' : 'public-comments.feed.reason', { reason }) : '',
    ].filter(Boolean).join('　') || undefined,
  };
}
