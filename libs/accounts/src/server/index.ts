import type { EntityClass } from '@mikro-orm/postgresql';
import type { LibraryServer } from '@hiroba/server';
import ja from '../../locales/ja.json' with { type: 'json' };
import en from '../../locales/en.json' with { type: 'json' };
import { AccountsGathers } from './accounts.gathers.ts';
import { AccountsModule } from './accounts.module.ts';
import { AccountsUpkeep } from './accounts.upkeep.ts';
import { accountsPersonalData } from './accounts.personal-data.ts';
import { ClosingService } from './closing.service.ts';
import { ErasingAgain } from './erasing-again.service.ts';
import { mutationLimits } from './limits.ts';
import { accountsMigration } from './migrations/20261126T0100-accounts.ts';
import { displayNamesMigration } from './migrations/20261128T0300-display-names.ts';
import { memberInvitationsMigration } from './migrations/20261201T0500-member-invitations.ts';
import { spaceMemberListsMigration } from './migrations/20261130T0210-space-member-lists.ts';
import { spaceMembersMigration } from './migrations/20261130T0200-space-members.ts';
import type { KeepsPersonalData } from './personal-data.ts';
import { Member } from './member.entity.ts';
import { membersPersonalData } from './members.personal-data.ts';
import { Person } from './person.entity.ts';
import { RoleGrant } from './role-grant.entity.ts';

/** What accounts bring to the server. */
export const accountsServer: LibraryServer & KeepsPersonalData = {
  name: 'accounts',
  module: AccountsModule,
  entities: [Person, RoleGrant, Member] as readonly EntityClass<object>[],
  migrations: [accountsMigration, displayNamesMigration, spaceMembersMigration, spaceMemberListsMigration, memberInvitationsMigration],
  limits: mutationLimits,
  gathers: AccountsGathers,
  locales: { ja, en },
  personalData: [...accountsPersonalData, ...membersPersonalData],
  upkeep: [ClosingService, ErasingAgain, AccountsUpkeep],
};

export { AccountSeeds, type SeededPerson } from './accounts.seeds.ts';
export { ClosingService } from './closing.service.ts';
export { ErasingAgain } from './erasing-again.service.ts';
export { addresseesOf, addressKeyOf, findByMail, findByPublicName, type Addressee, type Found } from './finding.ts';
export { setupKey } from './first-administrator.service.ts';
export { PeopleReads } from './people.reads.ts';
export type { KeepsPersonalData, PersonalDataSource } from './personal-data.ts';
export { personMayEnter } from './person-may-enter.ts';
export { authorJson, grantInForce, PersonProfile, PersonSummary } from './person-summary.type.ts';
export { Person } from './person.entity.ts';
export { RoleEnum, RoleGrant } from './role-grant.entity.ts';
export { Sessions, type SessionCookie } from './sessions.ts';
export { standInFor } from './stand-in.ts';
export { suspendUntil } from './suspending.ts';
