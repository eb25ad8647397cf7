import { Injectable } from '@nestjs/common';
import { diffPages, diffText } from '@hiroba/kernel';
import { authorJson, type PersonSummary } from '@hiroba/accounts/server';
import { atMost, badInput, checkFirst, keysOf, Sql, sql, toPage, type Page } from '@hiroba/server';
import type { VersionTextType, VersionType } from './version.type.ts';

/** Whose versions are asked for. */
export interface VersionsOf<C> {
  readonly organisationId: string;
  /** The kind under which `Commands` wrote them. */
  readonly kind: string;
  readonly id: string;
  /** The texts of a version's content by the names they are shown under. */
  readonly texts: (content: C) => Readonly<Record<string, string>>;
  /** The office that signs a version, where offices do; people's names are then not shown. */
  readonly office?: (content: C) => string | null;
}

/** Which page of the versions, and which part of long change views. */
export interface VersionsAsked {
  readonly first: number;
  readonly after?: string | null | undefined;
  /** From 1. */
  readonly part?: number | undefined;
}

interface Row<C> {
  readonly n: number;
  readonly at: Date;
  readonly reason: string | null;
  readonly content: C;
  readonly before: C | null;
  readonly by: PersonSummary | null;
}

/** Questions about versions, each one SQL statement. */
@Injectable()
export class VersionReads {
  constructor(private readonly db: Sql) {}

  /** A page of the versions of a subject, the newest first; whoever asks has made sure that they may be read. */
  async page<C>({ organisationId, kind, id, texts, office }: VersionsOf<C>, { first, after, part = 1 }: VersionsAsked): Promise<Page<VersionType>> {
    checkFirst(first);
    if (!Number.isInteger(part) || part < 1) throw badInput('part');
    const past = after === undefined || after === null ? null : Number(keysOf(after, 1)[0]);
    const rows = await this.db.rows<Row<C>>(sql`
      select v.n, v.at, v.reason, v.content, b.content as before, ${authorJson('a')} as by
      from version v
      left join version b on b.organisation_id = v.organisation_id and b.subject_kind = v.subject_kind
        and b.subject_id = v.subject_id and b.n = v.n - 1
      left join person a on a.organisation_id = v.organisation_id and a.id = v.author_id
      where v.organisation_id = ${organisationId} and v.subject_kind = ${kind} and v.subject_id = ${id}
        and (${past}::int is null or v.n < ${past}::int)
      order by v.n desc limit ${atMost(first + 1)}`);
    const page = toPage(rows, first, ({ n }) => [n]);
    const shown = page.items.map(({ n, at, reason, content, before, by }) => ({
      n, at, reason, by: office ? null : by, office: office?.(content) ?? null,
      texts: changesOf(before === null ? {} : texts(before), texts(content), part),
    }));
    return { items: shown, next: page.next };
  }
}

function changesOf(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, part: number): VersionTextType[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names.flatMap((name) => {
    const [older, newer] = [before[name] ?? '', after[name] ?? ''];
    if (older === newer) return [];
    const pages = diffPages(diffText(older, newer));
    return [{ name, changes: pages[part - 1] ?? [], parts: pages.length }];
  });
}
