import { Args, Field, ID, InputType, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import {
  CurrentViewer, LocalizedTextInput, Messages, problemsTold, tableBytes, UploadScalar, type Caller, type UploadedFile,
} from '@hiroba/server';
import { Space, type SpaceRow } from '@hiroba/spaces/server';
import type { MemberTyped } from '../domain/member.commands.ts';
import { mostMemberRows } from '../domain/member.ts';
import { Member } from './member.entity.ts';
import { MembersImport } from './members.import.ts';
import { MembersReads } from './members.reads.ts';
import { MembersService } from './members.service.ts';
import {
  MemberImportOutcome, MemberImportReport, MemberInvitation, MemberInvitationOutcome, NamedMemberPage, SpaceMemberOutcome, SpaceMemberPage,
} from './members.types.ts';

const id = { type: () => ID };
const first = { type: () => Int, defaultValue: 20 };
const after = { type: () => String, nullable: true };
const keyOfMail = { type: () => String, defaultValue: '', description: 'The key in the mail.' };

/** What is said of somebody who is asked to become a member. */
@InputType()
export class MemberInput {
  @Field(() => String)
  mail!: string;

  @Field(() => String, { nullable: true, description: 'For those who look after the list.' })
  name?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What they are called in the space.' })
  role?: LocalizedTextInput | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the page of the space names them.' })
  published!: boolean;
}

const typedOf = ({ mail, name, role, published }: MemberInput): MemberTyped => ({ mail, name: name ?? '', role: role ?? {}, published });

/** Who belongs to a space, as its page and its administrators see it. */
@Resolver(() => Space)
export class SpaceMembersResolver {
  constructor(private readonly reads: MembersReads) {}

  @ResolveField(() => SpaceMemberPage, { nullable: true, description: 'For those who administer the space: members and open invitations, the newest first. One statement more.' })
  members(@Parent() space: SpaceRow, @Args('first', first) many: number, @Args('after', after) from: string | undefined, @CurrentViewer() viewer: Caller) {
    return this.reads.ofSpace(viewer, space.id, many, from);
  }

  @ResolveField(() => NamedMemberPage, { description: 'The members whom its page names. One statement more.' })
  namedMembers(@Parent() space: SpaceRow, @Args('first', first) many: number, @Args('after', after) from: string | undefined) {
    return this.reads.named(space.organisationId, space.id, many, from);
  }
}

/** Becoming a member of a space and ceasing to be one, and the list of those who look after it. */
@Resolver()
export class MembersResolver {
  constructor(
    private readonly members: MembersService,
    private readonly imports: MembersImport,
    private readonly reads: MembersReads,
    private readonly messages: Messages,
  ) {}

  @Query(() => MemberInvitation, { nullable: true, description: 'One, for whoever it is for.' })
  memberInvitation(@Args('id', id) memberId: string, @Args('key', keyOfMail) key: string, @CurrentViewer() viewer: Caller) {
    return this.reads.invitation(viewer, memberId, key);
  }

  @Mutation(() => SpaceMemberOutcome, { description: 'Asks somebody by mail to become a member. Whether the address is known is not told.' })
  inviteMember(@Args('spaceId', id) spaceId: string, @Args('input') input: MemberInput, @CurrentViewer() viewer: Caller) {
    return this.#shown(this.members.invite(viewer, spaceId, typedOf(input)));
  }

  @Mutation(() => MemberImportOutcome, { description: `Invites all people of a table of at most ${mostMemberRows} rows, or nobody.` })
  async importMembers(
    @Args('spaceId', id) spaceId: string,
    @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('dryRun', { type: () => Boolean }) dryRun: boolean,
    @CurrentViewer() viewer: Caller,
  ): Promise<MemberImportReport | Refusal> {
    const refusal = await this.imports.refusal(viewer, spaceId);
    if (refusal) return refusal;
    const bytes = await tableBytes(file);
    if (bytes instanceof Refusal) return bytes;
    const report = await this.imports.run(viewer, { spaceId, bytes, dryRun });
    if (report instanceof Refusal) return report;
    const told = (problems: typeof report.problems) => problemsTold(this.messages, problems, viewer.locale, 'accounts.members.problem');
    return { id: spaceId, dryRun, ...report, present: told(report.present), problems: told(report.problems) };
  }

  @Mutation(() => SpaceMemberOutcome)
  editMember(
    @Args('id', id) memberId: string,
    @Args('role', { type: () => LocalizedTextInput }) role: LocalizedTextInput,
    @Args('published', { type: () => Boolean }) published: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.#shown(this.members.edit(viewer, memberId, { role, published }));
  }

  @Mutation(() => SpaceMemberOutcome, { description: 'Takes an invitation back.' })
  cancelMember(@Args('id', id) memberId: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(this.members.cancel(viewer, memberId));
  }

  @Mutation(() => SpaceMemberOutcome, { description: 'Takes a member off the list; what they wrote stays.' })
  removeMember(@Args('id', id) memberId: string, @CurrentViewer() viewer: Caller) {
    return this.#shown(this.members.remove(viewer, memberId));
  }

  @Mutation(() => MemberInvitationOutcome, { description: 'Says yes, signed in with the confirmed address that was invited.' })
  acceptMembership(@Args('id', id) memberId: string, @CurrentViewer() viewer: Caller) {
    return this.#answered(this.members.accept(viewer, memberId), viewer);
  }

  @Mutation(() => MemberInvitationOutcome, { description: 'Says no, with the key of the mail or signed in with its address.' })
  declineMembership(@Args('id', id) memberId: string, @Args('key', keyOfMail) key: string, @CurrentViewer() viewer: Caller) {
    return this.#answered(this.members.decline(viewer, memberId, key), viewer);
  }

  @Mutation(() => MemberInvitationOutcome, { description: 'Stops being a member; what one wrote stays.' })
  leaveSpace(@Args('id', id) memberId: string, @CurrentViewer() viewer: Caller) {
    return this.#answered(this.members.leave(viewer, memberId), viewer);
  }

  async #shown(changed: Promise<Member | Refusal>): Promise<Member | Refusal> {
    const member = await changed;
    return member instanceof Refusal ? member : this.reads.shown(member);
  }

  async #answered(changed: Promise<Member | Refusal>, viewer: Caller): Promise<MemberInvitation | Refusal> {
    const member = await changed;
    return member instanceof Refusal ? member : this.reads.answered(member, viewer);
  }
}
