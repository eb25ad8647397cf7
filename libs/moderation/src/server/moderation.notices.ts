import { addresseesOf } from '@hiroba/accounts/server';
import { localized } from '@hiroba/kernel';
import type { Mailer } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Statement } from '../domain/moderation.commands.ts';
import { ruleOf } from '../domain/rules.ts';

/** A decision its authors are told of. */
export interface Told {
  readonly organisationId: string;
  /** The decision: one of these, one mail. */
  readonly id: string;
  readonly statement: Statement;
  readonly authorIds: readonly string[];
  /** The page of the thing, below the language. */
  readonly path: string;
}

/** Tells the authors of a text what was decided, under which rule and why; in the transaction of the decision, so exactly once. */
export async function tellAuthors(
  em: EntityManager,
  mail: Mailer,
  { organisationId, id, statement, authorIds, path }: Told,
): Promise<void> {
  const rule = ruleOf(statement.ruleId, statement.ruleVersion);
  if (!rule) throw new Error(`no rule ${statement.ruleId}@${statement.ruleVersion}`);
  const template = statement.kind === 'HIDE' ? 'moderation.mail.withheld' : 'moderation.mail.restored';
  await mail.queueAll(
    em,
    organisationId,
    (await addresseesOf(em, organisationId, authorIds)).map(({ id: personId, email: to, locale }) => ({
      to,
      locale,
      template,
      key: `mod.${id}.${personId}`,
      params: {
        locale,
        path,
        rule: rule.id,
        title: localized(rule.title, locale).text,
        text: localized(rule.text, locale).text,
        reason: statement.explanation,
      },
    })),
  );
}
