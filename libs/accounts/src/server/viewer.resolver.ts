import { Args, Query, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { PeopleReads } from './people.reads.ts';
import { PersonProfile } from './person-summary.type.ts';
import { OwnSession, PersonEntry, ViewerType } from './results.type.ts';
import { RoleGrant } from './role-grant.entity.ts';

/** Who is asking, and what may be read of people. */
@Resolver()
export class ViewerResolver {
  constructor(private readonly reads: PeopleReads) {}

  @Query(() => ViewerType)
  async viewer(@CurrentViewer() caller: Caller): Promise<ViewerType> {
    const {
      organisationId,
      personId = null,
      grants,
      memberOf = [],
      level,
      mfa,
      freshUntil = null,
      suspended = false,
      termsDue = false,
      locale,
    } = caller;
    const person = await this.reads.own(caller);
    return {
      organisationId,
      personId,
      person,
      level,
      memberOf,
      mfa,
      freshUntil,
      suspended,
      termsDue,
      locale,
      grants: grants.map(({ role, spaceId = null }) => ({ role, spaceId })),
      mfaNeeded: !mfa && (grants.length > 0 || Boolean(person?.hasSecondFactor)),
    };
  }

  @Query(() => [OwnSession])
  mySessions(@CurrentViewer() caller: Caller): Promise<OwnSession[]> {
    return this.reads.sessions(caller);
  }

  @Query(() => PersonProfile, { nullable: true })
  person(
    @Args('code', { type: () => String }) code: string,
    @CurrentViewer() caller: Caller,
  ): Promise<PersonProfile | null> {
    return this.reads.profile(caller.organisationId, code);
  }

  @Query(() => [PersonEntry], { description: 'For administrators; empty text lists everybody who holds a role.' })
  people(
    @Args('search', { type: () => String, defaultValue: '' }) search: string,
    @CurrentViewer() caller: Caller,
  ): Promise<PersonEntry[]> {
    return this.reads.search(caller, search);
  }

  @Query(() => [RoleGrant], { description: 'The public register of roles in force.' })
  roleGrants(@CurrentViewer() caller: Caller): Promise<RoleGrant[]> {
    return this.reads.register(caller);
  }
}
