import { addresseesOf, type Addressee } from '@hiroba/accounts/server';
import { localized } from '@hiroba/kernel';
import { firstIn, sql, type Mailer } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Statement } from '../domain/moderation.commands.ts';
import type { PolicyRule } from '../domain/rules.ts';

/** Somebody without an account who is told: the report is the id, its page the way to appeal. */
export interface ByMail extends Pick<Addressee, 'id' | 'email' | 'locale'> {
  readonly page: string;
}

/** A decision that people are told of. */
export interface Told {
  readonly organisationId: string;
  /** The decision: one of these, one mail to each. */
  readonly id: string;
  readonly statement: Statement;
  /** The rule it cites. */
  readonly rule: PolicyRule;
  readonly personIds: readonly string[];
  /** Whoever is told without an account, each with a page of their own. */
  readonly byMail?: readonly ByMail[];
  /** The page of the thing, below the language. */
  readonly path: string;
  /** The page on which it can be appealed, below the language. */
  readonly appeal: string;
}

type Tell = (em: EntityManager, mail: Mailer, told: Told) => Promise<void>;

/** Tells people of a decision in its transaction, so exactly once. */
const tell =
  (to: 'author' | 'reporter'): Tell =>
  async (em, mail, { organisationId, id, statement, rule, personIds, byMail = [], path, appeal }) => {
    const people = await addresseesOf(em, organisationId, personIds);
    if (people.length + byMail.length === 0) return;
    const zone = statement.endsAt ? await zoneOf(em, organisationId) : undefined;
    await mail.queueAll(
      em,
      organisationId,
      [
        ...people.map((person) => ({ ...person, page: appeal, forget: false })),
        ...byMail.map((one) => ({ ...one, forget: true })),
      ].map(({ id: toldId, email, locale, page, forget }) => ({
        to: email,
        locale,
        template: `moderation.mail.${to}.${statement.kind}`,
        key: `mod.${id}.${to}.${toldId}`,
        forget,
        params: {
          locale,
          path,
          rule: rule.id,
          title: localized(rule.title, locale).text,
          text: localized(rule.text, locale).text,
          reason: statement.explanation,
          until: statement.endsAt ? dayOf(statement.endsAt, locale, zone) : '',
          appeal: page,
        },
      })),
    );
  };

/** The time zone of a city. */
export const zoneOf = async (em: EntityManager, organisationId: string): Promise<string | undefined> =>
  (await firstIn<{ zone: string }>(em, sql`select zone from organisation where id = ${organisationId}`))?.zone;

/** An instant as mails say it. */
export const dayOf = (instant: Date, locale: string, zone: string | undefined): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(instant);

/** Tells people that what was decided about them is over. */
export async function tellOfEnd(
  em: EntityManager,
  mail: Mailer,
  { organisationId, id, personIds }: Pick<Told, 'organisationId' | 'id' | 'personIds'>,
  template: 'moderation.mail.ended' | 'moderation.mail.lockEnded' = 'moderation.mail.ended',
  path = '',
): Promise<void> {
  await mail.queueAll(
    em,
    organisationId,
    (await addresseesOf(em, organisationId, personIds)).map(({ id: personId, email, locale }) => ({
      to: email,
      locale,
      template,
      key: `mod.${id}.ended.${personId}`,
      params: { locale, path },
    })),
  );
}

/** Tells the authors of a text that waited that everybody reads it now. */
export async function tellOfRelease(
  em: EntityManager,
  mail: Mailer,
  { organisationId, id, personIds, path }: Pick<Told, 'organisationId' | 'id' | 'personIds' | 'path'>,
): Promise<void> {
  await mail.queueAll(
    em,
    organisationId,
    (await addresseesOf(em, organisationId, personIds)).map(({ id: personId, email, locale }) => ({
      to: email,
      locale,
      template: 'moderation.mail.released',
      key: `mod.${id}.released.${personId}`,
      params: { locale, path },
    })),
  );
}

/** Tells the authors of a text what was decided, under which rule and why. */
export const tellAuthors = tell('author');

/** Tells those who reported a text what came of it. */
export const tellReporters = tell('reporter');

/** The outcome of an appeal. */
export interface ToldOfAppeal extends Pick<Told, 'organisationId' | 'personIds' | 'byMail' | 'path'> {
  /** The appeal. */
  readonly id: string;
  readonly outcome: string;
  readonly answer: string;
  /** The milder decision in the place of the first one, and whom it concerns: they may appeal it in turn. */
  readonly replaced?: Pick<Told, 'statement' | 'rule' | 'appeal'> & { readonly authorIds: readonly string[] };
}

/** What a decision says that took the place of another. */
const nowDecided = (
  { statement: { kind, explanation, endsAt }, rule }: Pick<Told, 'statement' | 'rule'>,
  locale: string,
  zone: string | undefined,
) => ({
  kind,
  rule: rule.id,
  title: localized(rule.title, locale).text,
  text: localized(rule.text, locale).text,
  reason: explanation,
  until: endsAt ? dayOf(endsAt, locale, zone) : '',
});

/** Tells whoever appealed what came of it, and where the decision fell, everybody it concerned. */
export async function tellOfAppeal(
  em: EntityManager,
  mail: Mailer,
  { organisationId, id, outcome, answer, personIds, byMail = [], path, replaced }: ToldOfAppeal,
): Promise<void> {
  const people = await addresseesOf(em, organisationId, personIds);
  const zone = replaced?.statement.endsAt ? await zoneOf(em, organisationId) : undefined;
  const pageOf = (personId: string) => (replaced?.authorIds.includes(personId) ? replaced.appeal : path);
  await mail.queueAll(
    em,
    organisationId,
    [
      ...people.map((person) => ({ ...person, page: pageOf(person.id), forget: false })),
      ...byMail.map((one) => ({ ...one, forget: true })),
    ].map(({ id: toldId, email, locale, page, forget }) => ({
      to: email,
      locale,
      template: `moderation.mail.appeal.${outcome}`,
      key: `mod.${id}.appeal.${toldId}`,
      forget,
      params: { locale, path: page, answer, ...(replaced ? nowDecided(replaced, locale, zone) : {}) },
    })),
  );
}
