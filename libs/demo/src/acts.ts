import { minutesOf } from './text.ts';
import type { Bilingual, DemoCity, DemoComment, Moment } from './types.ts';

/** What an act needs to know of earlier ones: the ids that came of them. */
export type Known = (name: string) => string;

/** One thing that somebody did in the demo city, in minutes from midnight of the day of seeding. */
export interface Act {
  readonly at: number;
  /** The key of the person. */
  readonly by: string;
  /** The language the person writes in; their own unless given. */
  readonly locale?: string;
  /** A GraphQL document, made by `mutation`. */
  readonly document: string;
  readonly variables: (known: Known, instant: (moment: Moment) => string) => object | Promise<object>;
  /** The one thing it is about; an act without happens alone. */
  readonly about?: string;
  /** Holds still what many others need, so that it locks nothing before its turn, and nothing recorded later does before it is over. */
  readonly holdsMore?: boolean;
  /** Leaves nothing in the record, so that it may happen beside others about other things. */
  readonly quiet?: boolean;
  /** The name under which later acts find the id of what this one made. */
  readonly makes?: string;
}

/** A component placed in a space of the demo city, and what happened in it. */
export interface DemoPlace {
  /** The slug of the space. */
  readonly space: string;
  readonly key: string;
  readonly manifest: string;
  readonly title: Bilingual;
  readonly intro: Bilingual;
  readonly settings: Readonly<Record<string, string | number | boolean | ((known: Known) => string)>>;
  /** What each phase of the space opens here, by the key of the phase. */
  readonly opens: Readonly<Record<string, readonly string[]>>;
  /** In any order; the place itself is known by `placeName`. */
  readonly acts: readonly Act[];
}

/** What a component adds to its server door to be there in the demo city. */
export interface BringsDemo {
  readonly demo: (city: DemoCity) => readonly DemoPlace[];
}

/** The name under which acts know a placed component. */
export const placeName = ({ space, key }: Pick<DemoPlace, 'space' | 'key'>): string => `component ${space} ${key}`;

/** A mutation of the demo city: the same that pages use, its answer aliased `outcome`. */
export const mutation = (type: string, name: string, variables: string, call: string, fields = 'id'): string => `
  mutation ${name}(${variables}) { outcome: ${call} { __typename ... on ${type} { ${fields} } ... on Refusal { code field } } }`;

/** Somebody at an office. */
export function staffOf(city: DemoCity, office: string): string {
  const person = city.people.find((each) => each.role === 'STAFF' && each.office === office);
  if (!person) throw new Error(`the demo city has nobody at the office ${office}`);
  return person.key;
}

/** The name by which an office signs. */
export const officeName = (city: DemoCity, key: string): string =>
  city.organisation.offices.find((office) => office.key === key)?.name.ja ?? key;

const addComment = mutation(
  'Comment',
  'AddComment',
  '$rootKind: String!, $rootId: ID!, $parentId: ID, $body: String!, $asOffice: String, $alignment: CommentSide',
  'addComment(rootKind: $rootKind, rootId: $rootId, parentId: $parentId, body: $body, asOffice: $asOffice, alignment: $alignment)',
);
const deleteComment = mutation('Comment', 'DeleteComment', '$id: ID!', 'deleteComment(id: $id)');

/** The thing below which people comment: its kind, and the name under which acts know it. */
export interface DemoRoot {
  readonly kind: string;
  readonly name: string;
}

/** A comment with its replies. */
export function commentActs(
  city: DemoCity,
  root: DemoRoot,
  comment: DemoComment,
  name: string,
  parent?: string,
): readonly Act[] {
  const { author: by, language: locale = 'ja', office, side, body, deletedAt, replies = [] } = comment;
  const own: Act = {
    at: minutesOf(comment.at),
    by,
    about: root.name,
    locale,
    document: addComment,
    makes: name,
    variables: (known) => ({
      rootKind: root.kind,
      rootId: known(root.name),
      parentId: parent && known(parent),
      body,
      asOffice: office && officeName(city, office),
      alignment: side,
    }),
  };
  const gone: Act[] = deletedAt
    ? [{ at: minutesOf(deletedAt), by, about: root.name, document: deleteComment, variables: (known) => ({ id: known(name) }) }]
    : [];
  const below = replies.flatMap((reply, index) => commentActs(city, root, reply, `${name} ${index}`, name));
  return [own, ...gone, ...below];
}
