import { Args, Field, ID, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { isLocale, Refusal } from '@hiroba/kernel';
import { Commands, CurrentViewer, Effects, isId, type Caller, type RequestEffects } from '@hiroba/server';
import { chooseLanguage, stay } from '../domain/person.commands.ts';
import type { Profile } from '../domain/person.ts';
import { ClosingService } from './closing.service.ts';
import { MyDataService } from './my-data.service.ts';
import { OwnAccountService } from './own-account.service.ts';
import { PasswordService } from './password.service.ts';
import { PeopleReads } from './people.reads.ts';
import { Person } from './person.entity.ts';
import { DataExportOutcome, MailSentOutcome, OwnSessionOutcome, PersonOutcome, SignInOutcome } from './results.type.ts';
import { Sessions } from './sessions.ts';
import { keep } from './sign-in.resolver.ts';
import { Terms } from './terms.ts';

@InputType('ProfileInput')
class ProfileInput implements Profile {
  @Field(() => String) readonly displayName!: string;
  @Field(() => String, { nullable: true }) readonly handle!: string | null;
  @Field(() => String) readonly about!: string;
  @Field(() => String) readonly locale!: string;
}

const text = { type: () => String };

/** One's own account. */
@Resolver()
export class AccountResolver {
  constructor(
    private readonly commands: Commands,
    private readonly accounts: OwnAccountService,
    private readonly passwords: PasswordService,
    private readonly closing: ClosingService,
    private readonly myData: MyDataService,
    private readonly reads: PeopleReads,
    private readonly sessions: Sessions,
    private readonly terms: Terms,
  ) {}

  @Mutation(() => PersonOutcome)
  updateProfile(@Args('input', { type: () => ProfileInput }) input: ProfileInput, @CurrentViewer() caller: Caller) {
    return this.accounts.edit(caller, input);
  }

  @Mutation(() => PersonOutcome)
  chooseLanguage(@Args('locale', text) locale: string, @CurrentViewer() caller: Caller) {
    if (!isLocale(locale)) return new Refusal('BAD_USER_INPUT', 'locale');
    return this.#act(caller, chooseLanguage(locale));
  }

  @Mutation(() => PersonOutcome, { description: 'Accepts the version of the terms that is in force.' })
  acceptTerms(@Args('version', { type: () => Int }) version: number, @CurrentViewer() caller: Caller) {
    return this.terms.accept(caller, version);
  }

  @Mutation(() => SignInOutcome, {
    description: 'All other sessions end. `currentPassword` is empty for those who had no password.',
  })
  async changePassword(
    @Args('currentPassword', text) current: string,
    @Args('password', text) password: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    return keep(effects, await this.passwords.change(caller, current, password));
  }

  @Mutation(() => MailSentOutcome)
  requestMailChange(@Args('email', text) email: string, @CurrentViewer() caller: Caller) {
    return this.accounts.requestMailChange(caller, email);
  }

  @Mutation(() => MailSentOutcome)
  confirmMailChange(@Args('token', text) token: string, @CurrentViewer() caller: Caller) {
    return this.accounts.confirmMailChange(caller, token);
  }

  @Mutation(() => OwnSessionOutcome)
  async revokeSession(
    @Args('id', { type: () => ID }) id: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    const { organisationId, personId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    const session = isId(id) ? (await this.reads.sessions(caller)).find((own) => own.id === id) : undefined;
    if (!session) return new Refusal('NOT_FOUND');
    if (session.current) effects.session = 'ENDED';
    return this.commands.transaction(caller, async ({ em }) => {
      const ended = await this.sessions.end(em, organisationId, personId, { only: id });
      return ended > 0 ? session : new Refusal('NOT_FOUND');
    });
  }

  @Mutation(() => DataExportOutcome)
  exportMyData(@CurrentViewer() caller: Caller) {
    return this.myData.export(caller);
  }

  @Mutation(() => MailSentOutcome)
  requestClosing(@CurrentViewer() caller: Caller) {
    return this.closing.request(caller);
  }

  @Mutation(() => MailSentOutcome, { description: 'Starts the week after which the account is erased.' })
  async closeAccount(
    @Args('token', text) token: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    const result = await this.closing.confirm(caller, token);
    if (!(result instanceof Refusal)) effects.session = 'ENDED';
    return result;
  }

  @Mutation(() => PersonOutcome)
  keepAccount(@CurrentViewer() caller: Caller) {
    return this.#act(caller, stay);
  }

  #act(caller: Caller, command: typeof stay | ReturnType<typeof chooseLanguage>) {
    return caller.personId
      ? this.commands.act(Person, caller.personId, caller, command)
      : new Refusal('UNAUTHENTICATED');
  }
}
