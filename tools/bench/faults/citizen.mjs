import { setTimeout as pause } from 'node:timers/promises';

/** An answer that leaves open whether the change was kept: no answer at all, or a failure of the server. */
export class Unknown extends Error {}

/** Somebody who talks to the server over HTTP with a session cookie. */
export class Citizen {
  #cookie = '';

  constructor(port, mail) {
    this.origin = `http://localhost:${port}`;
    this.mail = mail;
  }

  async ask(query, variables = {}) {
    let response;
    let body;
    try {
      response = await fetch(`${this.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: this.origin, cookie: this.#cookie },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(15_000),
      });
      body = await response.json();
    } catch (error) {
      throw new Unknown(error.message);
    }
    if (!body.data || body.errors) throw new Unknown(body.errors?.[0]?.extensions?.code ?? String(response.status));
    const [set] = response.headers.getSetCookie();
    if (set) this.#cookie = set.split(';')[0];
    return body.data;
  }

  /** Runs a mutation aliased `outcome`; a refusal comes back as its code. */
  async act(query, variables) {
    const { outcome } = await this.ask(query, variables);
    return outcome.__typename === 'Refusal' ? { refused: outcome.code } : outcome;
  }

  async signIn(password) {
    const query = `mutation S($mail: String!, $password: String!) { outcome: signIn(email: $mail, password: $password) {
      __typename ... on Refusal { code } } }`;
    for (;;) {
      const outcome = await this.act(query, { mail: this.mail, password }).catch(() => undefined);
      if (outcome?.refused) throw new Error(`${this.mail} could not sign in: ${outcome.refused}`);
      if (outcome) return this;
      await pause(200);
    }
  }
}

const refusal = '__typename ... on Refusal { code }';

/** The writes of the load. */
export const writes = {
  draft: `mutation D($componentId: ID!, $input: ProposalInput!) {
    outcome: draftProposal(componentId: $componentId, input: $input) { ${refusal} ... on Proposal { id } } }`,
  publish: `mutation P($id: ID!) { outcome: publishProposal(id: $id) { ${refusal} ... on Proposal { id } } }`,
  support: `mutation S($id: ID!) { outcome: supportProposal(id: $id) { ${refusal} ... on Proposal { id } } }`,
  comment: `mutation C($id: ID!, $body: String!) {
    outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) { ${refusal} ... on Comment { id } } }`,
};
