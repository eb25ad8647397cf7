import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { outcome } from '@hiroba/server';
import { PersonSummary } from './person-summary.type.ts';
import { Person } from './person.entity.ts';
import { RoleEnum, RoleGrant } from './role-grant.entity.ts';
import type { Role } from '@hiroba/kernel';
import type { SessionCookie } from './sessions.ts';

/** A mail is on its way, if the address is one we may write to; the answer never says whether it is known. */
@ObjectType()
export class MailSent {
  @Field(() => String)
  readonly to!: string;
}

/** Somebody is signed in; staff go on to the second factor. */
@ObjectType()
export class SignedIn {
  @Field(() => Boolean, { description: 'A second factor must be given, or set up first.' })
  readonly mfaNeeded!: boolean;

  @Field(() => Boolean)
  readonly hasSecondFactor!: boolean;

  @Field(() => Date, { nullable: true, description: 'The account is about to be erased; its owner may stay.' })
  readonly closesAt!: Date | null;

  readonly cookie!: SessionCookie;
}

/** The browser is signed out. */
@ObjectType()
export class SignedOut {
  @Field(() => Boolean)
  readonly done: boolean = true;
}

/** A secret for an authenticator app, not in force until a code of it was given. */
@ObjectType()
export class SecondFactorSecret {
  @Field(() => String, { description: 'Base32, to be typed where no picture can be read.' })
  readonly secret!: string;

  @Field(() => String, { description: 'The otpauth address for a QR code.' })
  readonly uri!: string;
}

/** Codes that each replace the second factor once; shown this one time. */
@ObjectType()
export class RecoveryCodes {
  @Field(() => [String])
  readonly codes!: readonly string[];

  readonly cookie!: SessionCookie;
}

/** A ZIP of everything about the person who asks. */
@ObjectType()
export class DataExport {
  @Field(() => String)
  readonly fileName!: string;

  @Field(() => String, { description: 'The ZIP, base64.' })
  readonly zip!: string;
}

/** A signed-in browser of the person who asks. */
@ObjectType()
export class OwnSession {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true })
  readonly label!: string | null;

  @Field(() => Date)
  readonly createdAt!: Date;

  @Field(() => Date)
  readonly lastSeenAt!: Date;

  @Field(() => Boolean)
  readonly current!: boolean;
}

/** A role of the viewer in force now. */
@ObjectType()
export class ViewerGrant {
  @Field(() => RoleEnum)
  readonly role!: Role;

  @Field(() => ID, { nullable: true })
  readonly spaceId!: string | null;
}

/** Who is asking, with everything the rules read of them. */
@ObjectType('Viewer')
export class ViewerType {
  @Field(() => ID)
  readonly organisationId!: string;

  @Field(() => ID, { nullable: true })
  readonly personId!: string | null;

  @Field(() => Person, { nullable: true })
  readonly person!: Person | null;

  @Field(() => [ViewerGrant])
  readonly grants!: readonly ViewerGrant[];

  @Field(() => [ID], { description: 'The spaces whose members they are.' })
  readonly memberOf!: readonly string[];

  @Field(() => Int, { description: 'Verification level; 1 is a confirmed mail address.' })
  readonly level!: number;

  @Field(() => Boolean)
  readonly mfa!: boolean;

  @Field(() => Boolean, { description: 'Holds a role, but the second factor was not given in this session.' })
  readonly mfaNeeded!: boolean;

  @Field(() => Date, { nullable: true })
  readonly freshUntil!: Date | null;

  @Field(() => Boolean)
  readonly suspended!: boolean;

  @Field(() => Boolean, { description: 'Whether there are newer terms to accept before anything can be published.' })
  readonly termsDue!: boolean;

  @Field(() => String)
  readonly locale!: string;
}

/** A person on the pages where administrators give roles. */
@ObjectType()
export class PersonEntry extends PersonSummary {
  @Field(() => String, { nullable: true })
  readonly email!: string | null;

  @Field(() => Boolean)
  readonly confirmed!: boolean;

  @Field(() => Boolean)
  readonly hasSecondFactor!: boolean;

  @Field(() => [RoleGrant])
  readonly grants!: readonly RoleGrant[];
}

export const MailSentOutcome = outcome('MailSentOutcome', MailSent);
export const SignInOutcome = outcome('SignInOutcome', SignedIn);
export const SignOutOutcome = outcome('SignOutOutcome', SignedOut);
export const PersonOutcome = outcome('PersonOutcome', Person);
export const SecondFactorOutcome = outcome('SecondFactorOutcome', SecondFactorSecret);
export const RecoveryCodesOutcome = outcome('RecoveryCodesOutcome', RecoveryCodes);
export const DataExportOutcome = outcome('DataExportOutcome', DataExport);
export const OwnSessionOutcome = outcome('OwnSessionOutcome', OwnSession);
export const RoleGrantOutcome = outcome('RoleGrantOutcome', RoleGrant);
