import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Entity } from '@mikro-orm/decorators/legacy';
import type { LocalizedText } from '@hiroba/kernel';
import { Component, LocalizedTextType } from '@hiroba/server';
import { proposals, type ProposalsSettings } from '../manifest.ts';
import { AnswerStatusType } from './answer-parts.type.ts';

/** A place for proposals in a space. */
@ObjectType({ implements: () => [Component] })
@Entity({ discriminatorValue: proposals.name })
export class ProposalsComponent extends Component {}

/** The rules in force in a place for proposals. */
@ObjectType('ProposalsSettings')
export class ProposalsSettingsType implements ProposalsSettings {
  @Field(() => Int)
  readonly titleMax!: number;

  @Field(() => Int)
  readonly bodyMax!: number;

  @Field(() => LocalizedTextType)
  readonly guide!: LocalizedText;

  @Field(() => LocalizedTextType, { description: 'What a new text begins with; it must be put into own words.' })
  readonly bodyTemplate!: LocalizedText;

  @Field(() => String, { description: 'OFF, NEED, POLICY or BOTH: what is asked for.' })
  readonly kinds!: ProposalsSettings['kinds'];

  @Field(() => [ID], { description: 'The trees that are offered.' })
  readonly taxonomies!: readonly string[];

  @Field(() => [ID], { description: 'The trees in which something must be chosen.' })
  readonly requiredTaxonomies!: readonly string[];

  @Field(() => Int)
  readonly proposalLimit!: number;

  @Field(() => Int)
  readonly drafts!: number;

  @Field(() => String, { description: 'Whether the time for edits is counted, or lasts until the city answers.' })
  readonly editWindow!: ProposalsSettings['editWindow'];

  @Field(() => Int)
  readonly editMinutes!: number;

  @Field(() => Int)
  readonly coauthors!: number;

  @Field(() => Int)
  readonly supportsPerPerson!: number;

  @Field(() => Int)
  readonly minimumSupports!: number;

  @Field(() => Int)
  readonly threshold!: number;

  @Field(() => Int)
  readonly answerDays!: number;

  @Field(() => [AnswerStatusType])
  readonly answerStatuses!: ProposalsSettings['answerStatuses'];

  @Field(() => Boolean, { description: 'Whether answers tell what they cost.' })
  readonly costs!: boolean;

  @Field(() => String)
  readonly answerPublication!: ProposalsSettings['answerPublication'];

  @Field(() => String)
  readonly showCounts!: ProposalsSettings['showCounts'];

  @Field(() => String, { description: 'The order of the list unless somebody chooses another; BY_PHASE is at random while supporting is open.' })
  readonly defaultSort!: ProposalsSettings['defaultSort'];

  @Field(() => Boolean)
  readonly similarCheck!: boolean;

  @Field(() => String, { description: 'OFF, ALL or CONCERNED: whether changes may be proposed, and who sees them.' })
  readonly amendments!: ProposalsSettings['amendments'];

  @Field(() => Boolean, { description: 'Whether files may be attached.' })
  readonly attachments!: boolean;

  @Field(() => String, { description: 'Whether a proposal says where it is about.' })
  readonly places!: ProposalsSettings['places'];

  @Field(() => String, { description: 'How exactly everybody may know a point.' })
  readonly placePrecision!: ProposalsSettings['placePrecision'];

  @Field(() => String, { description: 'The area a point must lie in, as GeoJSON; empty where there is none.' })
  readonly area!: string;

  @Field(() => String, { description: 'Which sides top comments take.' })
  readonly commentAlignment!: ProposalsSettings['commentAlignment'];

  @Field(() => String, { description: 'How comments are voted on.' })
  readonly commentVotes!: ProposalsSettings['commentVotes'];

  @Field(() => Int, { description: 'The longest comment, in graphemes.' })
  readonly commentLength!: number;
}
