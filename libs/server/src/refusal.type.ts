import { createUnionType, Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { formatDateTime, isLocale, Refusal } from '@hiroba/kernel';
import { Messages } from './messages.ts';
import { Sql, sql } from './sql.ts';
import type { GraphqlContext } from './viewer.ts';

ObjectType('Refusal', { description: 'An expected "no": what must change, by code and field.' })(Refusal);
Field(() => String)(Refusal.prototype, 'code');
Field(() => String, { nullable: true })(Refusal.prototype, 'field');
Field(() => [Refusal], { description: 'What was found wrong besides.' })(Refusal.prototype, 'others');

/** The union that every mutation about one thing returns: the thing or a refusal. */
export const outcome = <T extends object>(name: string, type: Type<T>, types?: readonly Type<object>[]) =>
  createUnionType({
    name,
    types: () => [type, ...(types ?? []), Refusal] as const,
    resolveType: (value: object) => (value instanceof Refusal ? Refusal : type),
  });

/** Adds the sentence for people to a refusal. */
@Resolver(() => Refusal)
export class RefusalResolver {
  constructor(
    private readonly messages: Messages,
    private readonly db: Sql,
  ) {}

  @ResolveField(() => String)
  async message(@Parent() refusal: Refusal, @Context() { viewer }: GraphqlContext): Promise<string> {
    const { code, params } = refusal;
    if (code === 'PHASE_CLOSED' && params.state === 'ARCHIVED')
      return this.messages.translator(viewer.locale)('refusal.PHASE_CLOSED.archived');
    const dated = boundaryOf(refusal);
    if (!dated) return refusalMessage(this.messages, refusal, viewer.locale);
    const [key, at] = dated;
    const row = await this.db.first<{ zone: string }>(
      sql`select zone from organisation where id = ${viewer.organisationId}`,
    );
    const locale = isLocale(viewer.locale) ? viewer.locale : 'ja';
    return this.messages.translator(locale)(key, { at: formatDateTime(at, row?.zone ?? 'Asia/Tokyo', locale) });
  }
}

/** When what is closed opens next, or when it closed: whoever is told that it is closed is told the date, too. */
function boundaryOf({ code, params }: Refusal): readonly [key: string, at: Date] | undefined {
  if (code !== 'PHASE_CLOSED') return undefined;
  for (const name of ['opensAt', 'closedAt'] as const) {
    const at = params[name];
    if (typeof at === 'string') return [`refusal.PHASE_CLOSED.${name}`, new Date(at)];
  }
  return undefined;
}

/** The sentence that tells a person what a refusal means and what to do. */
export const refusalMessage = (messages: Messages, refusal: Refusal, locale: string): string =>
  messages.translator(locale)(`refusal.${refusal.code}`, {
    opensAt: '',
    closedAt: '',
    max: '',
    min: '',
    state: '',
    ...datesOf(refusal.params),
  });

const datesOf = (params: Refusal['params']): Record<string, string | number | Date> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      key.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
