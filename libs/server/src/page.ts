import { Field, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { GraphQLError } from 'graphql';

/** A page of a list: its items, and where the next page starts. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null on the last page. */
  readonly next: string | null;
}

/** The object type of a page of some item type. */
export function pageOf<T extends object>(name: string, item: Type<T>): Type<Page<T>> {
  @ObjectType(name)
  class PageType implements Page<T> {
    @Field(() => [item])
    readonly items!: T[];

    @Field(() => String, { nullable: true, description: 'Cursor of the next page; null on the last.' })
    readonly next!: string | null;
  }
  return PageType;
}

/** A faulty argument of a query: a GraphQL error with its class, not a refusal. */
export const badInput = (field: string): GraphQLError =>
  new GraphQLError(`The argument "${field}" is out of bounds.`, { extensions: { code: 'BAD_USER_INPUT', field } });

/** Checks `first`: 1 to 100, refused and never clamped. */
export function checkFirst(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > 100) throw badInput('first');
  return first;
}

/** An opaque cursor of sort keys, ending in the id. */
export const cursorOf = (keys: readonly (string | number)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** The keys of a cursor of `length` parts; a forged or foreign one is bad input. */
export function keysOf(cursor: string, length: number): (string | number)[] {
  try {
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const fits = Array.isArray(keys) && keys.length === length
      && keys.every((key) => typeof key === 'string' || Number.isFinite(key));
    if (fits) return keys as (string | number)[];
  } catch {
    // falls through to the refusal
  }
  throw badInput('after');
}

/** Cuts a list read with one row too many into a page. */
export function toPage<T>(rows: readonly T[], first: number, keys: (row: T) => readonly (string | number)[]): Page<T> {
  const items = rows.slice(0, first);
  const last = items.at(-1);
  return { items, next: rows.length > first && last ? cursorOf(keys(last)) : null };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a string can be an id at all; anything else is simply not found. */
export const isId = (value: string): boolean => uuid.test(value);
