import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { localized, type LocalizedText } from '@hiroba/kernel';
import { Mailer, rowsIn, sql, type Caller } from '@hiroba/server';

/** A letter to somebody who is asked to become a member. */
export interface MailToMember {
  readonly id: string;
  readonly key: string;
  readonly mail: string;
  readonly name: string;
  readonly addressKey: string;
}

/** The letters that ask people to become members: in their language where they have an account, else in that of who asks. */
@Injectable()
export class MemberMails {
  constructor(private readonly mailer: Mailer) {}

  async send(em: EntityManager, { organisationId, locale: usual }: Caller, { title }: { readonly title: LocalizedText }, letters: readonly MailToMember[]): Promise<void> {
    const known = await rowsIn<{ key: string; locale: string }>(em, sql`
      select email_key as key, locale from person where organisation_id = ${organisationId} and closed_at is null and confirmed_at is not null
        and email_key = any(${letters.map(({ addressKey }) => addressKey)}::text[])`);
    const locales = new Map(known.map(({ key, locale }) => [key, locale]));
    await this.mailer.queueAll(em, organisationId, letters.map(({ id, key, mail, addressKey }) => {
      const locale = locales.get(addressKey) ?? usual;
      return { to: mail, locale, template: 'accounts.mail.memberInvited', params: { locale, title: localized(title, locale).text, path: `members/${id}?key=${key}` } };
    }));
  }
}
