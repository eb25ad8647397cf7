import { describe, expect, it } from '@jest/globals';
import { RouterContextProvider } from 'react-router';
import { executeContext, found, guardContext, query, seeOther, type Execute } from './page.ts';
import { byForm, submit, type Outcome } from './submit.ts';

interface Call {
  readonly variables: unknown;
  readonly options: unknown;
}

function asked(answer: unknown, calls: Call[] = []) {
  const context = new RouterContextProvider();
  context.set(executeContext, (async (_: unknown, variables: unknown, options: unknown) => {
    calls.push({ variables, options });
    if (answer instanceof Error) throw answer;
    return answer;
  }) as Execute);
  return context;
}

function posted(fields: Readonly<Record<string, string>>) {
  return new Request('https://city.example/ja/x', { method: 'POST', body: new URLSearchParams(fields) });
}

const send = (context: RouterContextProvider, fields: Readonly<Record<string, string>>) =>
  submit(
    { request: posted(fields), context, params: {} },
    'mutation' as never,
    (form) => ({ title: form.get('title') }),
    { onSuccess: () => seeOther('/ja/done#top', 'proposals.published') },
  );

/** A GraphQL error as the API throws it. */
const failure = (code: string) => Object.assign(new Error(code), { extensions: { code } });

async function statusOfThrown(run: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await run();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
}

describe('a form', () => {
  it('that is taken sends the browser on with 303 and a sentence', async () => {
    const calls: Call[] = [];
    const answer = await send(asked({ outcome: { __typename: 'Proposal' } }, calls), { title: '木陰', _key: 'abc' });
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).status).toBe(303);
    expect((answer as Response).headers.get('location')).toBe('/ja/done?done=proposals.published#top');
    expect(calls).toEqual([{ variables: { title: '木陰' }, options: { requestKey: 'abc' } }]);
  });

  it.each([['EMPTY', 400], ['PHASE_CLOSED', 409], ['UNAUTHENTICATED', 401], ['RATE_LIMITED', 429], ['FORBIDDEN', 403]])(
    'that is refused with %s comes back with %i and what was typed',
    async (code, status) => {
      const refusal = { __typename: 'Refusal', code, field: 'title', message: '…' };
      const answer = await send(asked({ outcome: refusal }), { title: '木陰', password: 'x', _form: 'second' });
      const { data, init } = answer as unknown as { data: Outcome; init: { status: number } };
      expect(init.status).toBe(status);
      expect(data).toEqual({ form: 'second', refusal: { code, field: 'title', message: '…' }, values: { title: ['木陰'] } });
    },
  );

  it('without the proof of origin is given back unsent', async () => {
    const calls: Call[] = [];
    const context = asked({ outcome: {} }, calls);
    context.set(guardContext, { token: () => 'right', accepts: (token) => token === 'right' });
    const answer = await send(context, { title: '木陰', _token: 'wrong' });
    expect((answer as unknown as { data: Outcome }).data.refusal.code).toBe('CROSS_SITE');
    expect(calls).toEqual([]);
  });

  it('of several on a page is told by its name', async () => {
    const action = byForm({ support: async ({ form }) => `supported ${String(form.get('id'))}` });
    const args = { context: asked({}), params: {} };
    expect(await action({ ...args, request: posted({ _form: 'support', id: '7' }) })).toBe('supported 7');
    expect(await statusOfThrown(() => action({ ...args, request: posted({ _form: 'toString' }) }))).toBe(400);
  });
});

describe('a query', () => {
  it('answers', async () => expect(await query(asked({ a: 1 }), 'query' as never)).toEqual({ a: 1 }));

  it.each([['FORBIDDEN', 403], ['UNAUTHENTICATED', 401], ['NOT_FOUND', 404], ['OVERLOADED', 503], ['TIMEOUT', 503]])(
    'that fails with %s is a page of status %i',
    async (code, status) => expect(await statusOfThrown(() => query(asked(failure(code)), 'query' as never))).toBe(status),
  );

  it('that fails by a bug stays a bug', async () => {
    await expect(query(asked(failure('INTERNAL_SERVER_ERROR')), 'query' as never)).rejects.toThrow('INTERNAL_SERVER_ERROR');
    await expect(query(asked(new Error('boom')), 'query' as never)).rejects.toThrow('boom');
  });

  it('for something that is not there is a page of status 404', async () => {
    expect(found('x')).toBe('x');
    expect(await statusOfThrown(async () => found(null))).toBe(404);
  });
});
