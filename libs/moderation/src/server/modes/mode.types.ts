import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextType, outcome } from '@hiroba/server';
import { modes, type Mode } from '../../domain/modes.ts';

/** The modes as the API names them. */
export const modeNames = enumOf(modes);
registerEnumType(modeNames, {
  name: 'ModerationMode',
  description: 'How new texts come before everybody: at once, or after somebody has looked; CLOSED takes none.',
});

/** How new texts of a place come before everybody. */
@ObjectType('ModerationModes')
export class ModesType {
  @Field(() => modeNames)
  readonly mode!: Mode;

  @Field(() => modeNames, { nullable: true, description: 'What holds besides, for a while.' })
  readonly wave!: Mode | null;

  @Field(() => Date, { nullable: true, description: 'Until when it holds besides.' })
  readonly waveUntil!: Date | null;
}

/** A place whose mode the viewer may set. */
@ObjectType('ModeratedPlace')
export class ModeratedPlaceType extends ModesType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => LocalizedTextType)
  readonly title!: LocalizedText;

  @Field(() => LocalizedTextType, { description: 'The space in which it stands.' })
  readonly within!: LocalizedText;

  @Field(() => String, { description: 'Its page, below the language.' })
  readonly path!: string;

  @Field(() => Int, { description: 'How many texts wait for a look.' })
  readonly waiting!: number;
}

/** A mode that was just set. */
@ObjectType('ChangedMode')
export class ChangedModeType {
  @Field(() => ID)
  readonly id!: string;
}

/** A mode that was set, or why not. */
export const ModeOutcome = outcome('ModeOutcome', ChangedModeType);

/** A case whose text was just released. */
@ObjectType('ReleasedCase')
export class ReleasedCaseType {
  @Field(() => ID)
  readonly id!: string;
}

/** A text that was released, or why not. */
export const ReleaseOutcome = outcome('ReleaseOutcome', ReleasedCaseType);
