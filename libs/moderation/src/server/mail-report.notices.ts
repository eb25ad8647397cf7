import { rowsIn, sql, type Mailer, type Transaction, type Vault } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { openAddress, pageOfReport } from './mail-report.contact.ts';
import { dayOf, zoneOf, type ByMail } from './moderation.notices.ts';

/** Mails the question to an address whose turn has come, once. */
export async function mailQuestion(
  { em, caller, now }: Transaction,
  mailer: Mailer,
  vault: Vault,
  id: string,
): Promise<void> {
  const { organisationId } = caller;
  const [row] = await rowsIn<{ contact: string; locale: string }>(
    em,
    sql`update mod_mail_report set mailed_at = ${await now()} where organisation_id = ${organisationId} and id = ${id} and mailed_at is null
      and contact is not null returning contact, locale`,
  );
  if (!row) return;
  await mailer.queue(em, {
    organisationId,
    to: openAddress(vault, row.contact),
    locale: row.locale,
    template: 'moderation.mail.byMail.confirm',
    key: `mod.${id}.confirm`,
    forget: true,
    params: { locale: row.locale, page: pageOfReport(vault, organisationId, id) },
  });
}

interface Received {
  readonly id: string;
  readonly contact: string;
  readonly locale: string;
  /** Until when there is an answer. */
  readonly until: Date;
}

/** Mails that a report has come in, and until when there is an answer. */
export async function mailReceipt(
  { em, caller: { organisationId } }: Transaction,
  mailer: Mailer,
  vault: Vault,
  { id, contact, locale, until }: Received,
): Promise<void> {
  await mailer.queue(em, {
    organisationId,
    to: openAddress(vault, contact),
    locale,
    template: 'moderation.mail.byMail.receipt',
    key: `mod.${id}.receipt`,
    forget: true,
    params: {
      locale,
      page: pageOfReport(vault, organisationId, id),
      until: dayOf(until, locale, await zoneOf(em, organisationId)),
    },
  });
}

/** Those of some reports by mail whose addresses are still kept. */
export async function reachedByMail(
  em: EntityManager,
  vault: Vault,
  organisationId: string,
  ids: readonly string[],
): Promise<ByMail[]> {
  if (ids.length === 0) return [];
  const rows = await rowsIn<{ id: string; contact: string; locale: string }>(
    em,
    sql`select id, contact, locale from mod_mail_report where organisation_id = ${organisationId} and id = any(${ids}::uuid[])
      and contact is not null order by id`,
  );
  return rows.map(({ id, contact, locale }) => ({
    id,
    locale,
    email: openAddress(vault, contact),
    page: pageOfReport(vault, organisationId, id),
  }));
}
