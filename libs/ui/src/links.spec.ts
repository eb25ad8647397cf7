import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { inLocale, links, withQuery } from './links.ts';
import { nextPath } from './next.ts';

it.each([
  ['/ja', '/en'], ['/ja/', '/en/'], ['/ja/spaces/x?sort=new&q=木陰#c1', '/en/spaces/x?sort=new&q=木陰#c1'],
  ['/japan', '/en/japan'], ['/ja?x=1', '/en?x=1'], ['/', '/en/'],
])('%s is %s in English', (path, expected) => expect(inLocale(path, 'en')).toBe(expected));

it('spells every part of a path so that it stays one part', () => {
  expect(links('ja').space('a/b?c')).toBe('/ja/spaces/a%2Fb%3Fc');
});

it('sets, replaces and drops query parameters', () => {
  expect(withQuery('/ja/list?a=1&b=2#x', { a: null, b: 3, c: '木' })).toBe('/ja/list?b=3&c=%E6%9C%A8#x');
});

describe('where one goes on to after signing in', () => {
  it.each(['/ja/me', '/ja/spaces/x?sort=new', '/'])('%s is followed', (next) => expect(nextPath(next, '/home')).toBe(next));
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/%2Fevil.example', '/\tx', '', undefined, '/ x', '/%5Cevil'])(
    '%j leads home',
    (next) => expect(nextPath(next, '/home')).toBe('/home'),
  );

  const file = new URL('../../../../shared/data/security/own-redirects.json', import.meta.url);
  const { cases } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: { next: string; expect: 'home' | 'path' }[] })
    : { cases: [] };
  it(cases.length > 0 ? `AUTH-26 holds for the ${cases.length} shared cases` : 'skipped: ../shared/data absent', () => {
    const wrong = cases.filter(({ next, expect: wanted }) => nextPath(next, '/home') !== (wanted === 'home' ? '/home' : next));
    expect(wrong).toEqual([]);
  });
});
