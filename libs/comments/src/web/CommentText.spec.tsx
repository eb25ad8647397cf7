import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from '@jest/globals';
import { renderPage } from '@hiroba/testing/page';
import { blocksOf, CommentText } from './CommentText.tsx';

afterEach(cleanup);

it.each([
  ['一行', ['TEXT 一行']],
  ['一行\n二行', ['TEXT 一行|二行']],
  ['一段\n\n二段', ['TEXT 一段', 'TEXT 二段']],
  ['> 引用\n>続き\n返事', ['QUOTE 引用|続き', 'TEXT 返事']],
  ['＞全角の引用\n\n> 別の引用', ['QUOTE 全角の引用', 'QUOTE 別の引用']],
  ['次の二つ\n- 木陰\n- ベンチ\nです', ['TEXT 次の二つ', 'LIST 木陰|ベンチ', 'TEXT です']],
  ['・木陰\n・ベンチ', ['LIST 木陰|ベンチ']],
  ['-5度', ['TEXT -5度']],
  ['* 星\n** 太字ではない', ['LIST 星', 'TEXT ** 太字ではない']],
])('%j has its blocks', (text, blocks) => {
  expect(blocksOf(text).map(({ kind, lines }) => `${kind} ${lines.join('|')}`)).toEqual(blocks);
});

const mentions = [{ token: 'hana', person: { code: 'bcdfghjk', displayName: '花' } }, { token: 'gone', person: { code: 'kkkkkkkk', displayName: null } }];
const html = async (text: string) => {
  const { container, findByText, unmount } = renderPage(<><CommentText text={text} mentions={mentions} /><p>終わり</p></>);
  await findByText('終わり');
  const shown = container.querySelector('.comment-text')?.innerHTML ?? '';
  unmount();
  return shown;
};

it('speaks to people by name, links to them while they are there, and leaves others as typed', async () => {
  expect(await html('@Hana、＠gone、@nobody')).toBe(
    '<p><a class="link" href="/ja/people/bcdfghjk" data-discover="true">@花</a>、@退会した参加者、@nobody</p>');
});

it('shows bold words, addresses and markup as what they are', async () => {
  expect(await html('**大切** <b>x</b> https://a.example/?q=1。')).toBe(
    '<p><strong>大切</strong> &lt;b&gt;x&lt;/b&gt; <a href="https://a.example/?q=1" class="link" rel="nofollow ugc noopener">https://a.example/?q=1</a>。</p>');
  expect(await html('**@hana**')).toContain('<strong><a class="link"');
  expect(await html('javascript:alert(1) https://')).toBe('<p>javascript:alert(1) https://</p>');
});
