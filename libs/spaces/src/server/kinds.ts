import { Inject, Injectable } from '@nestjs/common';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { LocalizedText, Manifest, Refusal, SettingField, SettingUse } from '@hiroba/kernel';
import {
  LIBRARIES, LocalizedTextType, rowsIn, Sql, type Component, type ComponentServer, type LibraryServer, type Query,
} from '@hiroba/server';
import type { Known } from '../domain/settings.ts';
import type { SpaceTemplate, WithTemplates } from '../domain/template.ts';

const settingTypes = { INTEGER: 'INTEGER', BOOLEAN: 'BOOLEAN', CHOICE: 'CHOICE', TEXT: 'TEXT', LOCALIZED: 'LOCALIZED', SEVERAL: 'SEVERAL', ROWS: 'ROWS' } as const;
registerEnumType(settingTypes, { name: 'SettingType' });

/** Something that a setting may name. */
@ObjectType()
export class SettingChoice {
  @Field(() => String)
  value!: string;

  @Field(() => LocalizedTextType)
  label!: LocalizedText;

  @Field(() => Boolean, { description: 'What is no longer offered may stay where it is chosen.' })
  offered!: boolean;
}

/** A setting of a component with its bounds, and its value where the component is placed. */
@ObjectType()
export class Setting {
  @Field(() => String)
  key!: string;

  @Field(() => String, { nullable: true, description: 'Under which heading it stands, together with others.' })
  group?: string | null;

  @Field(() => settingTypes)
  type!: SettingField['type'];

  @Field(() => String, { description: 'The value in force; rows, lists and texts in languages as JSON.' })
  value!: string;

  @Field(() => String)
  default!: string;

  @Field(() => Int, { nullable: true })
  min?: number | null;

  @Field(() => Int, { nullable: true })
  max?: number | null;

  @Field(() => [String], { nullable: true })
  options?: readonly string[] | null;

  /** Why it cannot change now, where it is placed. */
  readonly lock?: () => Promise<Refusal | undefined>;

  /** Of which choices it names some. */
  readonly of?: string;
}

/** A kind of participation that can be placed in a space. */
@ObjectType()
export class ComponentKind {
  @Field(() => String)
  name!: string;

  @Field(() => [String], { description: 'What a phase may open.' })
  actions!: readonly string[];

  @Field(() => [Setting])
  settings!: readonly Setting[];
}

/** A value as an answer writes it: rows and lists as JSON. */
export const written = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** A setting with its value; the default where none is stored. */
export const settingWith = (field: SettingField, value: unknown = field.default): Setting => ({
  key: field.key, group: field.group ?? null, type: field.type, value: written(value), default: written(field.default),
  min: field.type === 'INTEGER' ? field.min : null,
  max: 'max' in field ? field.max : null,
  options: field.type === 'CHOICE' ? field.options : null,
  ...(field.type === 'SEVERAL' ? { of: field.of } : {}),
});

type Placed = Pick<Component, 'id' | 'organisationId' | 'manifest'>;
interface Use { readonly name: string; readonly n: string | number }

const isComponent = (library: LibraryServer): library is ComponentServer => 'manifest' in library;

/** A process to begin with, and the component that offers it. */
export interface OfferedTemplate {
  readonly manifest: Manifest;
  readonly template: SpaceTemplate;
}

/** The kinds of component this installation offers. */
@Injectable()
export class Kinds {
  readonly #kinds: ReadonlyMap<string, ComponentServer & Partial<WithTemplates>>;
  readonly #choices: ReadonlyMap<string, (organisationId: string) => Query>;

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    this.#kinds = new Map(libraries.filter(isComponent).map((library) => [library.manifest.name, library]));
    this.#choices = new Map(libraries.flatMap(({ choices = {} }) => Object.entries(choices)));
  }

  /** All manifests. */
  get manifests(): readonly Manifest[] {
    return [...this.#kinds.values()].map(({ manifest }) => manifest);
  }

  /** What a component library brings, by the name of its manifest. */
  of(name: string): ComponentServer | undefined {
    return this.#kinds.get(name);
  }

  /** What is in use where a component is placed, inside a transaction or outside. */
  async use(db: Sql | EntityManager, { organisationId, id, manifest }: Placed): Promise<SettingUse> {
    const query = this.#kinds.get(manifest)?.settingUse?.(organisationId, id);
    if (!query) return {};
    const rows = await (db instanceof Sql ? db.rows<Use>(query) : rowsIn<Use>(db, query));
    return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
  }

  /** What settings may name of some choices; nothing where no library offers them. */
  async choices(db: Sql | EntityManager, organisationId: string, of: string): Promise<readonly SettingChoice[]> {
    const query = this.#choices.get(of)?.(organisationId);
    if (!query) return [];
    return db instanceof Sql ? db.rows<SettingChoice>(query) : rowsIn<SettingChoice>(db, query);
  }

  /** The ids that some settings may name: what is offered, and what they name already. */
  async known(em: EntityManager, organisationId: string, manifest: Manifest, keys: readonly string[], stored: Component['settings'] = {}): Promise<Known> {
    const fields = manifest.settings.filter(({ key }) => keys.includes(key)).flatMap((field) => (field.type === 'SEVERAL' ? [field] : []));
    const ids = new Map<string, readonly string[]>();
    for (const { of, key } of fields) {
      const offered = ids.get(of)
        ?? (await this.choices(em, organisationId, of)).filter((choice) => choice.offered).map(({ value }) => value);
      const named = stored[key];
      ids.set(of, [...offered, ...(Array.isArray(named) ? named as string[] : [])]);
    }
    return Object.fromEntries(ids);
  }

  /** The processes that components offer to begin with. */
  get templates(): readonly OfferedTemplate[] {
    return [...this.#kinds.values()].flatMap(({ manifest, templates = [] }) => templates.map((template) => ({ manifest, template })));
  }

  /** A process to begin with, by its key. */
  template(key: string): OfferedTemplate | undefined {
    return this.templates.find(({ template }) => template.key === key);
  }

  /** A row of a component as an object of its row class, so that the interface resolves by class. */
  instance<R extends { readonly manifest: string }>(row: R): R & Component {
    const kind = this.#kinds.get(row.manifest);
    if (!kind) throw new Error(`a component has the unknown manifest ${row.manifest}`);
    const made = Object.create(kind.component.prototype as object) as R & Component;
    for (const [key, value] of Object.entries(row)) Object.defineProperty(made, key, { value, enumerable: true, writable: true });
    return made;
  }
}
