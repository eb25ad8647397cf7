import { visitor, type Role } from '@hiroba/kernel';
import { literal, Sql, sql, type Caller, type GraphqlContext, type RequestEffects } from '@hiroba/server';
import { AccountSeeds, Sessions } from './index.ts';

/** What of a spec's running server accounts are tried on; `startApp` gives it. */
export interface Ground {
  readonly server: {
    readonly db: Sql;
    readonly nest: { get<T>(type: abstract new (...args: never[]) => T): T; getHttpServer(): unknown };
    readonly executeFor: (context: GraphqlContext) => <R>(document: string, variables?: object) => Promise<R>;
  };
  readonly world: { readonly organisationId: string };
  readonly clock: { set(now: Date): void };
  close(): Promise<void>;
}

/** An outcome as a document answers it. */
export interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly field?: string | null;
  readonly [name: string]: unknown;
}

/** A browser of a spec: it keeps the cookie it is given, and comes from an address of its own. */
export class Browser {
  token: string | undefined;
  #effects: RequestEffects = {};

  constructor(
    private readonly app: Ground,
    readonly client: string,
    private readonly organisationId = app.world.organisationId,
  ) {}

  get effects(): RequestEffects {
    return this.#effects;
  }

  /** Who this browser is to the server right now. */
  async caller(): Promise<Caller> {
    const sessions = this.app.server.nest.get(Sessions);
    const known = this.token ? await sessions.resolve(this.organisationId, this.token, this.client) : undefined;
    return known ?? { ...visitor(this.organisationId), client: this.client };
  }

  /** Runs a document as this browser and keeps the cookie the answer sets. */
  async run<R>(document: string, variables: object = {}): Promise<R> {
    this.#effects = {};
    const context: GraphqlContext = { viewer: await this.caller(), loaders: new WeakMap(), effects: this.#effects };
    const answer = await this.app.server.executeFor(context)<R>(document, variables);
    const { session } = this.#effects;
    if (session) this.token = session === 'ENDED' ? undefined : session.token;
    return answer;
  }

  /** Runs one mutation, written as its call with literal arguments; answers its outcome. */
  async do(call: string, fields = ''): Promise<Answer> {
    const { outcome } = await this.run<{ outcome: Answer }>(
      `mutation { outcome: ${call} { __typename ... on Refusal { code field message } ${fields} } }`,
    );
    return outcome;
  }

  /** The refusal of a mutation as `CODE field`, or the type of its success. */
  async says(call: string): Promise<string> {
    const { __typename, code, field } = await this.do(call);
    return __typename === 'Refusal' ? [code, field].filter(Boolean).join(' ') : __typename;
  }
}

/** A mail of the outbox. */
export interface Letter {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

/** The running server with what specs about accounts need. */
export class AccountsWorld<A extends Ground = Ground> {
  #browsers = 0;
  #names = 0;

  constructor(
    readonly app: A,
    /** Where the server's clock stands. */
    readonly now: Date,
  ) {}

  /** Starts a server whose clock stands at the real time, which is the database's. */
  static async start<A extends Ground>(startApp: (options: { now: string }) => Promise<A>): Promise<AccountsWorld<A>> {
    const now = new Date();
    return new AccountsWorld(await startApp({ now: now.toISOString() }), now);
  }

  get db(): Sql {
    return this.app.server.db;
  }

  get organisationId(): string {
    return this.app.world.organisationId;
  }

  browser(organisationId = this.organisationId): Browser {
    this.#browsers += 1;
    return new Browser(this.app, `client-${this.#browsers}`, organisationId);
  }

  /** An address nobody used yet. */
  address(): string {
    this.#names += 1;
    return `spec${this.#names}@example.jp`;
  }

  signUp(
    browser: Browser,
    email: string,
    more: Partial<Record<'password' | 'displayName' | 'next', string>> & { acceptTerms?: boolean } = {},
  ): Promise<Answer> {
    const { password = 'bench-by-the-river', displayName = '花', next, acceptTerms = true } = more;
    const input = [
      ['email', email],
      ['password', password],
      ['displayName', displayName],
      ['termsVersion', '1'],
      ['locale', 'ja'],
      ['next', next ?? null],
    ].map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    return browser.do(`signUp(input: { ${input.join(', ')}, acceptTerms: ${acceptTerms} })`, '... on MailSent { to }');
  }

  signIn = (browser: Browser, email: string, password = 'bench-by-the-river'): Promise<string> =>
    browser.says(`signIn(email: ${JSON.stringify(email)}, password: ${JSON.stringify(password)})`);

  /** The mails to an address, newest first. */
  mails = (recipient: string): Promise<Letter[]> =>
    this.db.rows(sql`select recipient, subject, body from mail_outbox where recipient = ${recipient} order by id desc`);

  /** The token of the newest link of a kind mailed to an address. */
  async token(recipient: string, kind: 'confirm' | 'enter' | 'reset' | 'mail' | 'close'): Promise<string> {
    for (const { body } of await this.mails(recipient)) {
      const found = new RegExp(`/account/${kind}/([A-Za-z0-9_-]{43})`).exec(body)?.[1];
      if (found) return found;
    }
    throw new Error(`no ${kind} link was mailed to ${recipient}`);
  }

  /** Somebody who signed up, confirmed, and is signed in. */
  async citizen(
    more: Partial<Record<'password' | 'displayName', string>> = {},
  ): Promise<{ browser: Browser; email: string; id: string; code: string }> {
    const browser = this.browser();
    const email = this.address();
    await this.signUp(browser, email, more);
    await browser.do(`confirmMail(token: "${await this.token(email, 'confirm')}")`);
    const { viewer } = await browser.run<{ viewer: { person: { id: string; code: string } } }>(
      '{ viewer { person { id code } } }',
    );
    return { browser, email, ...viewer.person };
  }

  /** Moves the instants of a person's sessions back in time. */
  age = (
    personId: string,
    columns: Partial<Record<'created_at' | 'last_seen_at' | 'signed_in_at', string>>,
  ): Promise<unknown> =>
    this.db.rows(sql`
      update session set
        created_at = created_at - ${columns.created_at ?? '0'}::interval,
        last_seen_at = last_seen_at - ${columns.last_seen_at ?? '0'}::interval,
        signed_in_at = signed_in_at - ${columns.signed_in_at ?? '0'}::interval
      where person_id = ${personId}`);

  /** The browser of somebody with the given roles, signed in with the second factor. */
  async staffBrowser(
    roles: readonly Role[],
    { mfa = true }: { mfa?: boolean } = {},
  ): Promise<{ browser: Browser; email: string; id: string; code: string }> {
    const seeds = this.app.server.nest.get(AccountSeeds);
    const email = this.address();
    const { organisationId } = this;
    const { id, code } = await seeds.person({
      organisationId,
      email,
      displayName: '職員',
      roles: roles.map((role) => ({ role })),
    });
    const browser = this.browser();
    browser.token = (await seeds.session(organisationId, id, { mfa })).token;
    return { browser, email, id, code };
  }

  /** Every row of every table as text. */
  async dump(): Promise<{ table: string; row: string }[]> {
    const tables = await this.db.rows<{ name: string }>(sql`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
    const rows = await Promise.all(
      tables.map(({ name }) =>
        this.db.rows<{ table: string; row: string }>(
          sql`select ${name}::text as table, to_jsonb(t)::text as row from ${literal(name)} t`,
        ),
      ),
    );
    return rows.flat();
  }
}
