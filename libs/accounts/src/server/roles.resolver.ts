import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Role } from '@hiroba/kernel';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { RoleGrantOutcome } from './results.type.ts';
import { RoleEnum } from './role-grant.entity.ts';
import { RolesService } from './roles.service.ts';

/** Giving and taking roles. */
@Resolver()
export class RolesResolver {
  constructor(private readonly roles: RolesService) {}

  @Mutation(() => RoleGrantOutcome)
  grantRole(
    @Args('person', { type: () => String, description: 'Account code.' }) person: string,
    @Args('role', { type: () => RoleEnum }) role: Role,
    @Args('spaceId', { type: () => ID, nullable: true }) spaceId: string | null,
    @Args('startsAt', { type: () => Date, nullable: true, description: 'Now unless given.' }) startsAt: Date | null,
    @Args('endsAt', { type: () => Date, nullable: true }) endsAt: Date | null,
    @CurrentViewer() caller: Caller,
  ) {
    return this.roles.grant(caller, person, {
      role,
      spaceId: spaceId ?? null,
      startsAt: startsAt ?? null,
      endsAt: endsAt ?? null,
    });
  }

  @Mutation(() => RoleGrantOutcome)
  revokeRole(@Args('id', { type: () => ID }) id: string, @CurrentViewer() caller: Caller) {
    return this.roles.revoke(caller, id);
  }
}
