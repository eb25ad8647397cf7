import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { foldWithoutBlanks } from '@hiroba/kernel';
import { literal, rowsIn, sql } from '@hiroba/server';
import type { Gap } from '../domain/coverage.ts';
import { publishedText, type Redaction } from '../domain/redaction.ts';
import type { SubmitterContact } from '../domain/submission.ts';
import type { TextRange } from '../domain/text-ranges.ts';
import type { CoveredRound } from './round.coverage.ts';
import { SubmitterVault } from './submitter-vault.ts';

/** What is never published of whoever sent something. */
const secret = ['name', 'kana', 'address', 'phone', 'mail'] as const satisfies readonly (keyof SubmitterContact)[];

// Dashes are written in many ways, or not at all.
const plain = (text: string): string => foldWithoutBlanks(text).replaceAll('ー', '');

/** An opinion that tells who sent it, and where it is found. */
interface Telling {
  readonly number: number;
  readonly n: number;
  readonly path: string;
}

interface Row extends Telling {
  readonly submissionId: string;
  readonly body: string;
  readonly ranges: readonly TextRange[];
  readonly publicity: 'FULL' | 'SUMMARY' | 'WITHHELD';
  readonly said: string;
  readonly summary: string;
  readonly redactions: readonly Redaction[];
}

/** The last look before a result is published: whether a text or an answer holds how its own submitter is called or reached. */
@Injectable()
export class ContactGate {
  constructor(private readonly vault: SubmitterVault) {}

  /** The opinions that would tell who sent them, as a gap; empty where none does. */
  async gaps(em: EntityManager, { organisationId, id }: CoveredRound): Promise<readonly Gap[]> {
    let [count, first]: [number, Telling | undefined] = [0, undefined];
    for await (const contacts of this.vault.ofRound(em, organisationId, id)) {
      const secrets = new Map([...contacts].map(([submissionId, contact]) => [submissionId, secret.map((part) => plain(contact[part])).filter((value) => value.length >= 2)]));
      const rows = await rowsIn<Row>(em, sql`
        select o.submission_id as "submissionId", u.number, o.n, u.body, o.ranges, o.publicity, o.summary, concat_ws(' ', o.reply, o.reason, o.plan_change) as said, ${checked} as redactions,
          format('/spaces/%s/public-comments/%s/%s/desk/opinions/%s', s.slug, c.id, o.round_id, o.id) as path
        from opinion o join submission u on u.organisation_id = o.organisation_id and u.id = o.submission_id
        join component c on c.organisation_id = o.organisation_id and c.id = o.component_id join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
        where o.organisation_id = ${organisationId} and o.submission_id = any(${[...secrets.keys()]}::uuid[]) and u.excluded is null`);
      for (const row of rows) {
        const text = plain(`${shown(row)} ${row.said}`);
        if (!secrets.get(row.submissionId)?.some((value) => text.includes(value))) continue;
        count += 1;
        if (!first || row.number < first.number || (row.number === first.number && row.n < first.n)) first = row;
      }
    }
    return first ? [{ code: 'CONTACT_FOUND', count, path: first.path }] : [];
  }
}

const shown = ({ body, ranges, publicity, summary, redactions }: Row): string =>
  (publicity === 'WITHHELD' ? '' : publicity === 'SUMMARY' ? summary : publishedText(body, ranges, redactions));

const checked = literal(`coalesce((select json_agg(json_build_object('from', d.from_point, 'to', d.to_point, 'reason', d.reason) order by d.from_point, d.id)
  from redaction d where d.organisation_id = o.organisation_id and d.submission_id = o.submission_id and d.checked_at is not null), '[]')`);
