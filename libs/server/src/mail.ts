import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from './log.ts';
import { Messages } from './messages.ts';
import { firstIn, rowsIn, sql } from './sql.ts';

/** A mail to one person: a template of the locales (`<template>.subject`, `<template>.body`) and its values. */
export interface Letter {
  readonly organisationId: string;
  readonly to: string;
  readonly locale: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The same again below in other languages, for a reader whose language nobody knows. */
  readonly again?: readonly Pick<Letter, 'locale' | 'params'>[];
  /** Makes the mail unique: queued twice with one key, it is sent once. */
  readonly key?: string;
  /** Nothing of it is kept once it is sent: that somebody got it says what only they may know. */
  readonly forget?: boolean;
  /** The path by which its reader ends such mails in one step; mail programs offer it. */
  readonly out?: string;
  /** The people it names besides its reader; when one of them leaves, nothing of it is kept. */
  readonly names?: readonly string[];
}

/** Where links in mails point: built from the organisation's configured origin, never from a request. */
export const ORIGIN = Symbol('ORIGIN');
export type OriginOf = (host: string) => string;

/** Puts mails into the outbox in the transaction of what causes them; a job sends them later. */
@Injectable()
export class Mailer {
  constructor(
    private readonly messages: Messages,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** Queues a letter; `{origin}`, `{city}` and `{phone}` are always available to its template. */
  queue(em: EntityManager, letter: Letter): Promise<void> {
    return this.queueAll(em, letter.organisationId, [letter]);
  }

  /** Queues many letters of one organisation at once. */
  async queueAll(em: EntityManager, organisationId: string, letters: readonly Omit<Letter, 'organisationId'>[]): Promise<void> {
    const organisation = await firstIn<{ host: string; name: Record<string, string>; contact: { phone?: string } }>(em, sql`
      select h.host, o.name, o.contact from organisation o
      join organisation_host h on h.organisation_id = o.id and h.canonical where o.id = ${organisationId}`);
    if (!organisation) throw new Error('no such organisation');
    const { host, name, contact } = organisation;
    const rows = letters.map(({ to, locale, template, params: own, again = [], key, forget = false, names = [], out }) => {
      const cityIn = (language: string): string => name[language] ?? name.ja ?? '';
      const said = [{ locale, params: own }, ...again].map((each) => {
        const t = this.messages.translator(each.locale);
        const params = { ...each.params, origin: this.originOf(host), city: cityIn(each.locale), phone: contact.phone ?? '' };
        return { subject: t(`${template}.subject`, params), body: t(`${template}.body`, params), footer: t('server.mail.footer', params) };
      });
      const joined = (part: 'subject' | 'body' | 'footer', between: string): string => said.map((each) => each[part]).join(between);
      const id = newId();
      const body = `${joined('body', `\n\n${'―'.repeat(20)}\n\n`)}\n\n-- \n${joined('footer', '\n')}\n`;
      const messageId = `<${key ?? id}@${host.replace(/:\d+$/, '')}>`;
      const unsubscribe = out === undefined ? null : `${this.originOf(host)}${out}`;
      return { id, unsubscribe, message_id: messageId, sender: cityIn(locale), recipient: to, subject: joined('subject', ' / '), body, forget, names };
    });
    await rowsIn(em, sql`
      with queued as (
        insert into mail_outbox (id, organisation_id, message_id, sender, recipient, subject, body, forget, names, unsubscribe)
        select id, ${organisationId}, message_id, sender, recipient, subject, body, forget, names, unsubscribe
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id uuid, message_id text, sender text, recipient text, subject text, body text, forget boolean, names uuid[], unsubscribe text)
        on conflict (message_id) do nothing returning id)
      select graphile_worker.add_job('mail', json_build_object('id', id)) from queued`);
  }
}
