import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Effects, type Caller, type RequestEffects } from '@hiroba/server';
import { PersonOutcome, RecoveryCodesOutcome, SecondFactorOutcome, SignInOutcome } from './results.type.ts';
import { SecondFactorService } from './second-factor.service.ts';
import { keep } from './sign-in.resolver.ts';

const code = { type: () => String };

/** Setting up and giving the second factor. */
@Resolver()
export class SecondFactorResolver {
  constructor(private readonly factors: SecondFactorService) {}

  @Mutation(() => SecondFactorOutcome)
  startSecondFactor(@CurrentViewer() caller: Caller) {
    return this.factors.start(caller);
  }

  @Mutation(() => RecoveryCodesOutcome)
  async confirmSecondFactor(
    @Args('code', code) given: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    return keep(effects, await this.factors.confirm(caller, given));
  }

  @Mutation(() => SignInOutcome, { description: 'A code of the app, or a recovery code.' })
  async giveSecondFactor(
    @Args('code', code) given: string,
    @CurrentViewer() caller: Caller,
    @Effects() effects: RequestEffects,
  ) {
    return keep(effects, await this.factors.give(caller, given));
  }

  @Mutation(() => PersonOutcome)
  removeSecondFactor(@CurrentViewer() caller: Caller) {
    return this.factors.remove(caller);
  }
}
