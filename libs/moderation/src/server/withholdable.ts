import { Inject, Injectable } from '@nestjs/common';
import type { Manifest } from '@hiroba/kernel';
import { accountWithholdable } from './account.withholdable.ts';
import { isId, LIBRARIES, type LibraryServer, type Query } from '@hiroba/server';
import type { Worded } from './wording.ts';
import { withoutLinks } from '../domain/signals/links.ts';
import type { EntityManager } from '@mikro-orm/postgresql';

/** A published thing as moderation judges it, withheld or not. */
export interface JudgedRow {
  readonly componentId: string;
  readonly spaceId: string;
  readonly title: string;
  readonly text: string;
  readonly locale: string;
  /** Its page, below the language. */
  readonly path: string;
  readonly publishedAt: Date;
  readonly withheldAt: Date | null;
  readonly redactedAt: Date | null;
  /** Everybody who ever was an author of it. */
  readonly authorIds: readonly string[];
  /** What the log commits to. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** What is judged of a thing: its title and its text, one after the other. */
export const judgedWords = ({ title, text }: Pick<JudgedRow, 'title' | 'text'>): string =>
  title === '' ? text : `${title}\n${text}`;

/** What is compared of a thing with others: what it says, without the links that may be hung on it. */
export const comparedWords = (row: Pick<JudgedRow, 'title' | 'text'>): string => withoutLinks(judgedWords(row));

/** A thing that is withheld or restored, under its lock. */
export interface Marked {
  readonly organisationId: string;
  readonly id: string;
  /** Since when it is withheld; null where it is shown again. */
  readonly at: Date | null;
  /** Whether that is only until somebody has looked at it: then it may have no place yet for others. */
  readonly waits?: boolean;
}

/** A kind of thing whose text can be withheld, declared by the library it belongs to. */
export interface Withholdable {
  readonly kind: string;
  /** What it is called where its own words may not be told: the key of a text. */
  readonly named: { readonly ja: string; readonly en: string };
  /** Whether people comment on it, so that its conversation can be closed for a while. */
  readonly thread?: true;
  /** Where its words stand, its own first; nothing where none of them can be covered. */
  readonly worded: readonly Worded[];
  /** Locks the thing, so that nobody writes to it or below it meanwhile; false where it is not there, or a private draft. */
  lock(em: EntityManager, organisationId: string, id: string): Promise<boolean>;
  /** SQL that is true where a person backed it, answered it or voted on it: then they do not judge it. */
  involved?(organisationId: string, id: Query, personId: string): Query;
  /** SQL of the `JudgedRow` of a published thing. */
  judged(organisationId: string, id: Query): Query;
  /** SQL of the things `kind, target_id` in which one stands, from the outside in; nothing where it stands by itself. */
  around?(organisationId: string, id: string): Query;
  /** Writes down that it is withheld, or no longer, with all that public numbers follow from it. */
  mark(em: EntityManager, marked: Marked): Promise<void>;
}

/** What a library adds to its server door when texts of it can be withheld. */
export interface WithWithholdables {
  readonly withholdables: readonly Withholdable[];
}

const declaresWithholdables = (library: LibraryServer): library is LibraryServer & WithWithholdables =>
  'withholdables' in library;

/** The kinds of things whose texts can be withheld in this installation. */
@Injectable()
export class Withholdables {
  readonly all: readonly Withholdable[];

  /** The names of the components in which people write such things. */
  readonly components: readonly string[];

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    this.components = libraries
      .filter(declaresWithholdables)
      .flatMap((library) => ('manifest' in library ? [(library.manifest as Manifest).name] : []));
    this.all = libraries.filter(declaresWithholdables).flatMap(({ withholdables }) => withholdables);
  }

  /** A kind by its name; nothing for unknown ones and for ids that are none. */
  of(kind: string, id: string): Withholdable | undefined {
    return isId(id) ? [...this.all, accountWithholdable].find((one) => one.kind === kind) : undefined;
  }
}
