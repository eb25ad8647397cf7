import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { enumOf, outcome } from '@hiroba/server';
import { localized, type LocalizedText } from '@hiroba/kernel';
import type { Mode } from '../domain/modes.ts';
import { modeNames } from './modes/mode.types.ts';
import { ModerationReportType } from './report.types.ts';
import { ProposedDecisionType } from './sanction.types.ts';
import {
  decisionKinds,
  severities,
  withholds,
  type DecisionKind,
  type PolicyRule,
  type Severity,
} from '../domain/rules.ts';

const kinds = enumOf(decisionKinds);
registerEnumType(kinds, {
  name: 'ModerationDecisionKind',
  description:
    'What moderation decides: texts are withheld (HIDE), covered in part (REDACT), labelled, restored, reports dismissed, and so on.',
});
const weights = enumOf(severities);
registerEnumType(weights, { name: 'ModerationSeverity' });

/** Why a text is withheld: what everybody reads in its place. */
@ObjectType('Withholding')
export class WithholdingType {
  @Field(() => String, { description: 'The rule, as R3; empty while it only waits for a look.' })
  readonly rule!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => String, { description: 'Plain words of whoever decided.' })
  readonly reason!: string;

  @Field(() => String, { description: 'The language of the reason.' })
  readonly locale!: string;

  @Field(() => ID, { nullable: true, description: 'The log entry of the decision.' })
  readonly entryId!: string | null;

  /** What the rule is about, in the languages it is written in. */
  readonly titles!: LocalizedText;

  /** An instant; where it was read as json, its text. */
  readonly at!: Date | string;

  /** The same, of until when it waits for a look. */
  readonly waitsUntil?: Date | string | null;
}

/** A rule of what may not be published. */
@ObjectType('ModerationRule')
export class ModerationRuleType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => String, { description: 'What it is called, in the language of the reader.' })
  readonly title!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => weights)
  readonly severity!: Severity;

  @Field(() => Boolean, { description: 'Whether texts are withheld for it.' })
  readonly withholds!: boolean;

  @Field(() => Boolean, { description: 'Whether passages are covered for it.' })
  readonly redacts!: boolean;
}

/** A rule as a reader sees it, in their language. */
export const shownRule = (rule: PolicyRule, locale: string): ModerationRuleType => ({
  id: rule.id,
  version: rule.version,
  severity: rule.severity,
  withholds: withholds(rule),
  redacts: rule.allowed.includes('REDACT'),
  title: localized(rule.title, locale).text,
  text: localized(rule.text, locale).text,
});

/** One decision about a text, with its reason. */
@ObjectType('ModerationDecision')
export class ModerationDecisionType extends WithholdingType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => kinds)
  readonly kind!: DecisionKind;

  @Field(() => String, { nullable: true, description: 'Of a label what it says, of a dismissal what was found.' })
  readonly code?: string | null;

  /** An instant, or its text. */
  readonly endsAt?: Date | string | null;
}

/** What a signal warns of in a text, as it is now. */
@ObjectType('ModerationSignal')
export class ModerationSignalType {
  @Field(() => String, { description: 'What it is: WORDS, PERSONAL_DATA, LINKS and so on.' })
  readonly signal!: string;

  @Field(() => [String], { description: 'The words it rests on, as they were typed.' })
  readonly words!: readonly string[];
}

/** A text that moderation is about. */
@ObjectType({ isAbstract: true })
abstract class TextInQuestion {
  @Field(() => String)
  readonly kind!: string;

  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => String)
  readonly locale!: string;

  @Field(() => String, { description: 'Its page, below the language.' })
  readonly path!: string;

  @Field(() => [ModerationRuleType], { description: 'The rules that were in force when it was published.' })
  readonly rules!: readonly ModerationRuleType[];
}

/** A text that can be reported, as everybody of its place reads it. */
@ObjectType('ReportableText')
export class ReportableTextType extends TextInQuestion {
  @Field(() => Boolean, { description: 'Whether the viewer has reported it.' })
  readonly reported!: boolean;
}

/** An appeal before whoever reviews it. */
@ObjectType('OpenAppeal')
export class OpenAppealType {
  @Field(() => String, { description: 'Whose it is: AUTHOR or REPORTER.' })
  readonly by!: string;

  @Field(() => kinds, { description: 'What was decided.' })
  readonly decision!: DecisionKind;

  @Field(() => [kinds], { description: 'What could take its place: the same in a milder form, or something milder.' })
  readonly milder!: readonly DecisionKind[];

  @Field(() => String)
  readonly text!: string;

  @Field(() => String, { description: 'The language of the appeal.' })
  readonly locale!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The code of why the viewer may not review it; null where they may.',
  })
  readonly refusal!: string | null;
}

/** A text before those who moderate, withheld or not. */
@ObjectType('ModerationSubject')
export class ModerationSubjectType extends TextInQuestion {
  @Field(() => String, { nullable: true, description: 'What label stands beside it: CONTEXT, CONTESTED or CORRECTED.' })
  readonly label!: string | null;

  @Field(() => Date, { nullable: true, description: 'Since when passages of it are covered.' })
  readonly redactedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it said before passages of it were covered, for those who moderate.',
  })
  readonly original!: string | null;

  @Field(() => Boolean, { description: 'Whether its words were taken away for good.' })
  readonly isSuppressed!: boolean;

  @Field(() => WithholdingType, { nullable: true })
  readonly withheld!: WithholdingType | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code of why the viewer may not decide about it; null where they may.',
  })
  readonly refusal!: string | null;

  @Field(() => [ModerationReportType], {
    description: 'What was reported of it and waits for a decision, the oldest first.',
  })
  readonly reports!: readonly ModerationReportType[];

  @Field(() => [ModerationSignalType], {
    description: 'What signals warn of in it, the strongest first; nothing is hidden by them.',
  })
  readonly signals!: readonly ModerationSignalType[];

  @Field(() => Boolean, { description: 'Whether somebody is asked to look because of them.' })
  readonly warned!: boolean;

  @Field(() => Date, { nullable: true, description: 'Until when it is out of sight before anything is decided.' })
  readonly interimUntil!: Date | null;

  @Field(() => modeNames, {
    nullable: true,
    description: 'For which mode somebody has to look at it, where nobody has.',
  })
  readonly heldMode!: Mode | null;

  @Field(() => Int, {
    description: 'Sent with a decision as `seen`: where somebody else decided meanwhile, it is refused as STALE.',
  })
  readonly version!: number;

  @Field(() => Int, {
    description: 'Sent as `seen` with a decision about its author, as `version` is with one about it.',
  })
  readonly authorVersion!: number;

  @Field(() => Date, { nullable: true, description: 'Until when it is out of sight for that.' })
  readonly heldUntil!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether people comment on it, so that its conversation can be closed for a while.',
  })
  readonly hasThread!: boolean;

  @Field(() => Date, { nullable: true, description: 'Until when its conversation is closed for new comments.' })
  readonly lockedUntil!: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The account of its author, where it has one author, for a decision about them.',
  })
  readonly author!: string | null;

  @Field(() => ProposedDecisionType, {
    nullable: true,
    description: 'A grave decision that waits for a second person.',
  })
  readonly proposed!: ProposedDecisionType | null;

  @Field(() => OpenAppealType, { nullable: true, description: 'An appeal that waits for its review.' })
  readonly appeal!: OpenAppealType | null;

  @Field(() => [ModerationDecisionType], { description: 'What was decided about it, the newest first.' })
  readonly decisions!: readonly ModerationDecisionType[];
}

/** A decision, or why not. */
export const ModerationOutcome = outcome('ModerationOutcome', ModerationDecisionType);
