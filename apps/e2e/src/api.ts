import { fromBase32, totpCode, totpStepAt } from '@hiroba/server';
import { codeOf, hasFactor, password } from './people.ts';

interface Answer<T> {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string }[];
}

/** What a mutation answers: the thing, or a refusal with its code. */
export interface Outcome {
  readonly __typename: string;
  readonly id?: string;
  readonly code?: string;
  readonly field?: string;
}

const signIn = `mutation In($email: String!, $password: String!) { outcome: signIn(email: $email, password: $password) {
  __typename ... on SignedIn { mfaNeeded } ... on Refusal { code } } }`;
const second = `mutation Code($code: String!) { outcome: giveSecondFactor(code: $code) { __typename ... on Refusal { code } } }`;

const start = `mutation Start { outcome: startSecondFactor { __typename ... on SecondFactorSecret { secret } ... on Refusal { code } } }`;
const confirm = `mutation Confirm($code: String!) { outcome: confirmSecondFactor(code: $code) { __typename ... on Refusal { code } } }`;

/** Sessions with a second factor by town and mail: its codes work once in half a minute, and few are taken in a while. */
const sessions = new Map<string, Promise<string>>();

/** Somebody who speaks to the API as a page does, with the cookie of a session. */
export class Api {
  #cookie = '';

  constructor(private readonly origin: string) {}

  /** The session cookie, for a browser. */
  get cookie(): { name: string; value: string; url: string } | undefined {
    const [name = '', value = ''] = this.#cookie.split('=');
    return value ? { name, value, url: this.origin } : undefined;
  }

  /** Signs in; who has a second factor goes on in the session of the first time. */
  async signIn(mail: string): Promise<this> {
    if (!hasFactor(mail)) return this.#enter(mail);
    const key = `${this.origin} ${mail}`;
    const session = sessions.get(key) ?? this.#enter(mail).then((api) => api.#cookie);
    sessions.set(key, session);
    this.#cookie = await session;
    return this;
  }

  /** Gives a new holder of a role the second factor that roles need, in this session. */
  async takeFactor(): Promise<this> {
    const { outcome } = await this.ask<{ outcome: { secret?: string; code?: string } }>(start);
    const given = await this.do(confirm, {
      code: totpCode(fromBase32(outcome.secret ?? '') ?? Buffer.alloc(0), totpStepAt(new Date())),
    });
    if (given.__typename === 'Refusal') throw new Error(`no second factor: ${given.code}`);
    return this;
  }

  async #enter(mail: string): Promise<this> {
    const { outcome } = await this.ask<{ outcome: { __typename: string; code?: string; mfaNeeded?: boolean } }>(
      signIn,
      { email: mail, password },
    );
    if (outcome.__typename === 'Refusal') throw new Error(`${mail} could not sign in: ${outcome.code}`);
    if (outcome.mfaNeeded && hasFactor(mail)) {
      // A code that another run has used already is refused; the next one is not.
      const first = await this.do(second, { code: await codeOf(mail) });
      const given = first.__typename === 'Refusal' ? await this.do(second, { code: await codeOf(mail) }) : first;
      if (given.__typename === 'Refusal') throw new Error(`${mail} was refused the second factor: ${given.code}`);
    }
    return this;
  }

  /** Asks one document; errors are failures, refusals are answers. */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(`${this.origin}/graphql`, {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
      headers: {
        'content-type': 'application/json',
        origin: this.origin,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
      },
    });
    for (const cookie of response.headers.getSetCookie()) this.#cookie = cookie.split(';')[0] ?? '';
    const { data, errors } = (await response.json()) as Answer<T>;
    if (errors || !data)
      throw new Error(
        `${response.status}: ${errors?.map(({ message }) => message).join('; ')} (${query.slice(0, 60)})`,
      );
    return data;
  }

  /** Runs a mutation whose field is called `outcome`. */
  async do(query: string, variables: object = {}): Promise<Outcome> {
    return (await this.ask<{ outcome: Outcome }>(query, variables)).outcome;
  }

  /** Runs a mutation that must not be refused, and gives back the id of what it made. */
  async make(query: string, variables: object = {}): Promise<string> {
    const outcome = await this.do(query, variables);
    if (outcome.__typename === 'Refusal')
      throw new Error(`refused: ${outcome.code} ${outcome.field ?? ''} (${query.trim().slice(0, 60)})`);
    return outcome.id ?? '';
  }
}
