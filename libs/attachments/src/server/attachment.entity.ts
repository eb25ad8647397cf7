import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { LogKind, Logged } from '@hiroba/server';
import { attachmentShapes, type AttachmentShape } from '../domain/attachment.ts';
import type { OwnedFile } from '../domain/attachment.commands.ts';

const shapes = Object.fromEntries(attachmentShapes.map((shape) => [shape, shape])) as { [K in AttachmentShape]: K };
registerEnumType(shapes, { name: 'AttachmentShape', description: 'What a file is for people: a picture, or a document of some kind.' });

/** A file below a thing. */
@LogKind('attachment')
@ObjectType()
@Entity({ tableName: 'attachment' })
export class Attachment extends Logged implements OwnedFile {
  @Field(() => ID)
  declare readonly id: string;

  @Property({ type: 'text' })
  readonly subjectKind!: string;

  @Property({ type: 'uuid' })
  readonly subjectId!: string;

  @Property({ type: 'uuid', nullable: true })
  readonly authorId: string | null = null;

  @Field(() => String, { description: 'The name it was sent with, as text to show.' })
  @Property({ type: 'text' })
  readonly name!: string;

  @Field(() => shapes)
  @Enum({ items: () => shapes })
  readonly shape!: AttachmentShape;

  @Property({ type: 'text' })
  readonly mime!: string;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly bytes!: number;

  @Property({ type: 'text', nullable: true })
  readonly digest: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly smallDigest: string | null = null;

  @Field(() => Int, { nullable: true })
  @Property({ type: 'integer', nullable: true })
  readonly width: number | null = null;

  @Field(() => Int, { nullable: true })
  @Property({ type: 'integer', nullable: true })
  readonly height: number | null = null;

  @Field(() => Int, { nullable: true, description: 'Null where the document does not say.' })
  @Property({ type: 'integer', nullable: true })
  readonly pages: number | null = null;

  @Property({ type: 'boolean' })
  readonly active: boolean = false;

  @Property({ type: 'text', nullable: true })
  readonly documentAuthor: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly documentTitle: string | null = null;

  @Field(() => String, { description: 'What it shows, in words; empty for decoration.' })
  @Property({ type: 'text' })
  readonly alt: string = '';

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  readonly decorative: boolean = false;

  @Property({ type: 'datetime' })
  readonly createdAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  readonly clearedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly removedAt: Date | null = null;
}
