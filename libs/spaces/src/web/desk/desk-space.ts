import { query, textOf, type PageArgs } from '@hiroba/ui';
import { deskSpaceQuery } from '../desk.graphql.ts';
import { ownSpace } from './desk.ts';
import { integerTyped } from './typed.ts';

/** The space of an address with what its forms offer, for its staff. */
export async function deskSpace(context: PageArgs['context'], slug: string | undefined) {
  const { viewer, space, ...offered } = await query(context, deskSpaceQuery, { slug: slug ?? '' });
  return { ...offered, space: ownSpace(viewer, space) };
}

/** The edition a form was opened with. */
export function editionOf(form: FormData): number {
  const edition = integerTyped(textOf(form, 'edition'));
  return Number.isNaN(edition) ? -1 : edition;
}
