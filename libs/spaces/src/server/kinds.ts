import { Inject, Injectable } from '@nestjs/common';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Manifest, SettingField } from '@hiroba/kernel';
import { LIBRARIES, type Component, type ComponentServer, type LibraryServer } from '@hiroba/server';

const settingTypes = { INTEGER: 'INTEGER', BOOLEAN: 'BOOLEAN', CHOICE: 'CHOICE', TEXT: 'TEXT' } as const;
registerEnumType(settingTypes, { name: 'SettingType' });

/** A setting of a component with its bounds, and its value where the component is placed. */
@ObjectType()
export class Setting {
  @Field(() => String)
  key!: string;

  @Field(() => settingTypes)
  type!: SettingField['type'];

  @Field(() => String, { description: 'The value in force.' })
  value!: string;

  @Field(() => String)
  default!: string;

  @Field(() => Int, { nullable: true })
  min?: number | null;

  @Field(() => Int, { nullable: true })
  max?: number | null;

  @Field(() => [String], { nullable: true })
  options?: readonly string[] | null;
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

/** A setting with its value; the default where none is stored. */
export const settingWith = (field: SettingField, value: unknown = field.default): Setting => ({
  key: field.key, type: field.type, value: String(value), default: String(field.default),
  min: field.type === 'INTEGER' ? field.min : null,
  max: field.type === 'INTEGER' || field.type === 'TEXT' ? field.max : null,
  options: field.type === 'CHOICE' ? field.options : null,
});

const isComponent = (library: LibraryServer): library is ComponentServer => 'manifest' in library;

/** The kinds of component this installation offers. */
@Injectable()
export class Kinds {
  readonly #kinds: ReadonlyMap<string, ComponentServer>;

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    this.#kinds = new Map(libraries.filter(isComponent).map((library) => [library.manifest.name, library]));
  }

  /** All manifests. */
  get manifests(): readonly Manifest[] {
    return [...this.#kinds.values()].map(({ manifest }) => manifest);
  }

  /** What a component library brings, by the name of its manifest. */
  of(name: string): ComponentServer | undefined {
    return this.#kinds.get(name);
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
