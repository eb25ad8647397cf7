import { describe, expect, it } from '@jest/globals';
import { RouterContextProvider } from 'react-router';
import { executeContext, type FormArgs } from '@hiroba/ui';
import { commentAction, loadComments } from './comments-data.ts';

const root = { rootKind: 'proposal', rootId: 'p-1' };
const id = '019d4661-5c53-78c7-b884-a11ddb67687e';

/** The arguments of a page over an API that gives canned answers and remembers what it was asked. */
function pageAt(address: string, answer: object) {
  const asked: object[] = [];
  const context = new RouterContextProvider();
  context.set(executeContext, (async (_: unknown, variables: object) => {
    asked.push(variables);
    return answer;
  }) as never);
  const url = new URL(address, 'https://city.test');
  // A script asks for the data of the page, at an address of its own.
  const request = new Request(new URL(`${url.pathname}.data${url.search}`, url));
  return { asked, args: { request, url, context, params: {} } };
}

describe('what a page loads', () => {
  const comments = { items: [], next: null, count: 0, newest: null };
  const threadLock = { rule: 'R5', reason: '言い合いのため', endsAt: 't1' };

  it.each([
    ['/ja/p', { sort: 'OLDEST', after: null }, true],
    ['/ja/p?sort-comments=newest', { sort: 'NEWEST', after: null }, true],
    ['/ja/p?sort-comments=best', { sort: 'BEST', after: null }, true],
    ['/ja/p?sort-comments=replies&side-comments=FOR', { sort: 'REPLIES', side: 'FOR', after: null }, true],
    ['/ja/p?voice-comments=office&sort-comments=best&side-comments=FOR', { sort: 'OLDEST', voice: 'OFFICE', after: null }, true],
    ['/ja/p?voice-comments=mine&sort-comments=newest', { sort: 'NEWEST', voice: 'MINE', after: null }, true],
    [`/ja/p?open-comments=${id},x,${id}`, { sort: 'OLDEST', open: [id, id], after: null }, true],
    ['/ja/p?sort-comments=worst&after-comment=abc', { sort: 'OLDEST', after: 'abc' }, false],
  ])('%s is a page of the discussion', async (address, variables, isFirst) => {
    const { asked, args } = pageAt(address, { comments, threadLock });
    const asks = { side: null, voice: null, open: [], ...variables };
    expect(await loadComments(args, root)).toEqual({ kind: 'DISCUSSION', root, ...asks, isFirst, lock: threadLock, ...comments });
    expect(asked).toEqual([{ ...root, ...asks }]);
  });

  it('a side is an address, and sides that stand beside each other are one request', async () => {
    const one = pageAt('/ja/p?side-comments=AGAINST', { comments });
    expect(await loadComments(one.args, root, 'FOR_AGAINST')).toMatchObject({ side: 'AGAINST', items: [] });
    expect(one.asked).toMatchObject([{ ...root, sort: 'OLDEST', side: 'AGAINST', after: null }]);
    const [yes, no] = [{ id: 'yes' }, { id: 'no' }];
    const all = pageAt('/ja/p', { for: { ...comments, items: [yes], sides: {} }, against: { items: [no], next: 'n' }, neutral: { items: [], next: null } });
    const data = await loadComments(all.args, root, 'FOR_AGAINST');
    expect(all.asked).toEqual([{ ...root, sort: 'OLDEST', open: [] }]);
    expect(data).toMatchObject({
      side: null, items: [yes, no],
      columns: [{ side: 'FOR', items: [yes], next: null }, { side: 'AGAINST', items: [no], next: 'n' }, { side: 'NEUTRAL', items: [] }],
    });
  });

  const conversation = { id, ...root, top: {}, earlier: false, next: null, previousId: null, nextId: null };
  const commentVersions = [{ n: 2, at: 't2', body: '新しい文' }, { n: 1, at: 't1', body: '古い文' }];

  it('a comment is its conversation, with what each version changed', async () => {
    const { asked, args } = pageAt(`/ja/p?comment=${id}&after-comment=abc`, { comment: conversation, commentVersions });
    const data = await loadComments(args, root);
    expect(asked).toEqual([{ id, after: 'abc', ...root }]);
    expect(data).toMatchObject({ kind: 'CONVERSATION', id, versions: [{ n: 2 }, { n: 1, changes: null }] });
    expect(data.kind === 'CONVERSATION' && data.versions[0]?.changes?.map(({ kind }) => kind)).toEqual(['REMOVED', 'ADDED', 'SAME']);
  });

  it.each([
    ['that is not there', null],
    ['of another thing', { ...conversation, rootId: 'p-2' }],
  ])('a comment %s is a page that is not there', async (_, comment) => {
    const { args } = pageAt(`/ja/p?comment=${id}`, { comment, commentVersions: [] });
    await expect(loadComments(args, root)).rejects.toMatchObject({ status: 404 });
  });
});

describe('what a form does', () => {
  function sent(fields: Readonly<Record<string, string>>, outcome: object = { __typename: 'Comment', id }) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const { asked, args } = pageAt('/ja/p?comment=x', { outcome });
    return { asked, answer: commentAction({ ...args, form } as FormArgs & { form: FormData }, root) };
  }
  const placeOf = async (answer: Promise<unknown>) => ((await answer) as Response).headers.get('location');

  it.each([
    ['comment', { body: '賛成', alignment: 'FOR' }, { ...root, parentId: null, body: '賛成', asOffice: null, alignment: 'FOR', onAnswer: false, withPersonalData: false }, 'published'],
    [`reply-${id}`, { body: '賛成', asOffice: '道路課' }, { ...root, parentId: id, body: '賛成', asOffice: '道路課', alignment: null, onAnswer: false, withPersonalData: false }, 'published'],
    [`edit-${id}`, { body: '反対' }, { id, body: '反対', withPersonalData: false }, 'edited'],
    [`edit-${id}`, { body: '090-1234-5678', withPersonalData: '1' }, { id, body: '090-1234-5678', withPersonalData: true }, 'edited'],
    [`delete-${id}`, {}, { id }, 'withdrawn'],
  ])('%s goes on to the comment', async (name, fields, variables, done) => {
    const { asked, answer } = sent({ _form: name, ...fields });
    expect(await placeOf(answer)).toBe(`/ja/p?comment=${id}&done=comments.${done}#comment-${id}`);
    expect(asked).toEqual([variables]);
  });

  it.each([
    [`UP ${id}`, { id, value: 'UP' }], [`DOWN ${id}`, { id, value: 'DOWN' }], [`NONE ${id}`, { id, value: null }], ['', { id: '', value: null }],
  ])('the vote "%s" stays on the page where it was given', async (vote, variables) => {
    const { asked, answer } = sent({ _form: 'vote', vote });
    expect(await placeOf(answer)).toBe('/ja/p?comment=x');
    expect(asked).toEqual([variables]);
  });

  it('a vote without a script comes back to its comment', async () => {
    const { args } = pageAt('/ja/p?sort-comments=best', { outcome: { __typename: 'Comment', id } });
    const form = new FormData();
    form.set('_form', 'vote');
    form.set('vote', `UP ${id}`);
    const answer = commentAction({ ...args, request: new Request(args.url), form } as FormArgs & { form: FormData }, root);
    expect(await placeOf(answer)).toBe(`/ja/p?sort-comments=best#comment-${id}`);
  });

  it('gives a refused text back', async () => {
    const { answer } = sent({ _form: 'comment', body: '長い' }, { __typename: 'Refusal', code: 'TOO_LONG', field: 'body', message: '長すぎます。' });
    expect(await answer).toMatchObject({ data: { form: 'comment', refusal: { code: 'TOO_LONG', field: 'body' }, values: { body: ['長い'] } } });
  });

  it.each(['support', 'main', 'reply-../../etc', 'constructor'])('leaves the form %s to its page', async (name) => {
    const { asked, answer } = sent({ _form: name });
    expect([await answer, asked]).toEqual([undefined, []]);
  });
});
