import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { localized, locales, type LocalizedText } from '@hiroba/kernel';
import { Mailer, rowsIn, sql } from '@hiroba/server';

/** A letter to somebody who is asked to become a member. */
export interface MailToMember {
  readonly id: string;
  readonly key: string;
  readonly mail: string;
  readonly name: string;
  readonly addressKey: string;
}

/** The letters that ask people to become members: in their language where they have an account, else in all of ours. */
@Injectable()
export class MemberMails {
  constructor(private readonly mailer: Mailer) {}

  async send(em: EntityManager, organisationId: string, { title }: { readonly title: LocalizedText }, letters: readonly MailToMember[]): Promise<void> {
    const accounts = await rowsIn<{ key: string; locale: string }>(em, sql`
      select email_key as key, locale from person where organisation_id = ${organisationId} and closed_at is null and confirmed_at is not null
        and email_key = any(${letters.map(({ addressKey }) => addressKey)}::text[])`);
    const languageOf = new Map(accounts.map(({ key, locale }) => [key, locale]));
    await this.mailer.queueAll(em, organisationId, letters.map(({ id, key, mail, addressKey }) => {
      const known = languageOf.get(addressKey);
      const [first, ...others] = known === undefined ? locales : [known];
      const said = (locale: string) => ({ locale, params: { locale, title: localized(title, locale).text, path: `members/${id}?key=${key}` } });
      return { to: mail, template: 'accounts.mail.memberInvited', ...said(first), again: others.map(said) };
    }));
  }
}
