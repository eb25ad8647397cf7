import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, Effects, type Caller, type RequestEffects } from '@hiroba/server';
import { FirstAdministratorService } from './first-administrator.service.ts';
import { PasswordService } from './password.service.ts';
import { MailSentOutcome, SignInOutcome, SignOutOutcome } from './results.type.ts';
import type { SessionCookie } from './sessions.ts';
import { SignInService } from './sign-in.service.ts';
import { SignUpService, type SignUp } from './sign-up.service.ts';

@InputType('SignUpInput')
class SignUpInput implements SignUp {
  @Field(() => String) readonly email!: string;
  @Field(() => String, { description: 'Empty: sign in by mail links only.' }) readonly password!: string;
  @Field(() => String) readonly displayName!: string;
  @Field(() => Boolean) readonly acceptTerms!: boolean;
  @Field(() => String) readonly termsVersion!: string;
  @Field(() => String) readonly locale!: string;
  @Field(() => String, { nullable: true, description: 'A path of this site to go on to.' }) readonly next!:
    string | null;
}

const text = { type: () => String };

/** Hands the cookie of a fresh session to the browser. */
export function keep<T extends { readonly cookie: SessionCookie }>(
  effects: RequestEffects,
  result: T | Refusal,
): T | Refusal {
  if (!(result instanceof Refusal)) effects.session = { ...result.cookie };
  return result;
}

/** Ways into the site and out of it. */
@Resolver()
export class SignInResolver {
  constructor(
    private readonly signUps: SignUpService,
    private readonly signIns: SignInService,
    private readonly passwords: PasswordService,
    private readonly firstAdministrators: FirstAdministratorService,
  ) {}

  @Mutation(() => MailSentOutcome)
  signUp(@Args('input', { type: () => SignUpInput }) input: SignUpInput, @CurrentViewer() caller: Caller) {
    return this.signUps.signUp(caller, input);
  }

  @Mutation(() => MailSentOutcome)
  resendConfirmation(@CurrentViewer() caller: Caller) {
    return this.signUps.resend(caller);
  }

  @Mutation(() => SignInOutcome)
  async confirmMail(
    @Args('token', text) token: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    return keep(effects, await this.signUps.confirm(caller, token));
  }

  @Mutation(() => SignInOutcome)
  async signIn(
    @Args('email', text) email: string,
    @Args('password', text) password: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    return keep(effects, await this.signIns.signIn(caller, email, password));
  }

  @Mutation(() => MailSentOutcome)
  requestSignInLink(
    @Args('email', text) email: string,
    @Args('next', { type: () => String, nullable: true }) next: string | null,
    @CurrentViewer() caller: Caller,
  ) {
    return this.signIns.requestLink(caller, email, next ?? null);
  }

  @Mutation(() => SignInOutcome)
  async signInByLink(
    @Args('token', text) token: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    return keep(effects, await this.signIns.byLink(caller, token));
  }

  @Mutation(() => SignOutOutcome)
  async signOut(@CurrentViewer() caller: Caller, @Effects() effects: RequestEffects) {
    effects.session = 'ENDED';
    return this.signIns.signOut(caller);
  }

  @Mutation(() => MailSentOutcome)
  requestPasswordReset(@Args('email', text) email: string, @CurrentViewer() caller: Caller) {
    return this.signIns.requestReset(caller, email);
  }

  @Mutation(() => MailSentOutcome)
  resetPassword(
    @Args('token', text) token: string,
    @Args('password', text) password: string,
    @CurrentViewer() caller: Caller,
  ) {
    return this.passwords.reset(caller, token, password);
  }

  @Mutation(() => SignInOutcome, {
    description: 'Only with the key of the set-up link, and only while there is no administrator.',
  })
  async createFirstAdministrator(
    @Args('key', text) key: string,
    @Args('email', text) email: string,
    @Args('password', text) password: string,
    @Args('displayName', text) displayName: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    const { locale } = caller;
    return keep(effects, await this.firstAdministrators.create(caller, { key, email, password, displayName, locale }));
  }
}
