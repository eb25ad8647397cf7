import { query, textOf, type FormArgs } from '@hiroba/ui';
import { instantTyped } from '@hiroba/spaces/web/fields';
import { zoneQuery } from './answers.graphql.ts';

/** The instant typed for a publication, in the zone of the city; undefined when it is none. */
export async function publishAtTyped({ context }: FormArgs, form: FormData): Promise<string | undefined> {
  const { organisation: { zone } } = await query(context, zoneQuery);
  return instantTyped(textOf(form, 'publishAt'), zone)?.toISOString();
}

/** Why no publication can be set for what was typed. */
export const noTime = (form: FormData) => ({ code: textOf(form, 'publishAt') ? 'BAD_FORMAT' : 'EMPTY', field: 'publishAt' });
