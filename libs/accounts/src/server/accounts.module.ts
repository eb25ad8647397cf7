import { Module } from '@nestjs/common';
import { AccountResolver } from './account.resolver.ts';
import { AccountSeeds } from './accounts.seeds.ts';
import { AccountsGathers } from './accounts.gathers.ts';
import { AccountsUpkeep } from './accounts.upkeep.ts';
import { ClosingService } from './closing.service.ts';
import { ErasedList } from './erased-list.ts';
import { ErasingAgain } from './erasing-again.service.ts';
import { FirstAdministratorService } from './first-administrator.service.ts';
import { Forgetting } from './forgetting.service.ts';
import { MailLinks } from './mail-links.ts';
import { MemberMails } from './member.mails.ts';
import { MemberSealing } from './member.sealing.ts';
import { MembersImport } from './members.import.ts';
import { MembersReads } from './members.reads.ts';
import { MembersResolver, SpaceMembersResolver } from './members.resolver.ts';
import { MembersService } from './members.service.ts';
import { MyDataService } from './my-data.service.ts';
import { OwnAccountService } from './own-account.service.ts';
import { PasswordService } from './password.service.ts';
import { Passwords } from './passwords.ts';
import { PeopleReads } from './people.reads.ts';
import { RolesResolver } from './roles.resolver.ts';
import { RolesService } from './roles.service.ts';
import { SecondFactorResolver } from './second-factor.resolver.ts';
import { SecondFactorService } from './second-factor.service.ts';
import { Sessions } from './sessions.ts';
import { SignInResolver } from './sign-in.resolver.ts';
import { SignInService } from './sign-in.service.ts';
import { SignUpService } from './sign-up.service.ts';
import { Terms } from './terms.ts';
import { ViewerResolver } from './viewer.resolver.ts';

/** People, sessions and roles. */
@Module({
  providers: [
    Sessions,
    MailLinks,
    Passwords,
    PeopleReads,
    RolesService,
    SignUpService,
    SignInService,
    PasswordService,
    SecondFactorService,
    OwnAccountService,
    ClosingService,
    ErasedList,
    ErasingAgain,
    Forgetting,
    MyDataService,
    FirstAdministratorService,
    AccountSeeds,
    AccountsUpkeep,
    AccountsGathers,
    Terms,
    SignInResolver,
    AccountResolver,
    SecondFactorResolver,
    RolesResolver,
    ViewerResolver,
    MemberMails,
    MemberSealing,
    MembersImport,
    MembersReads,
    MembersResolver,
    MembersService,
    SpaceMembersResolver,
  ],
  exports: [Sessions, PeopleReads, ClosingService, AccountSeeds],
})
export class AccountsModule {}
