import { expect, it } from '@jest/globals';
import { everyVocabulary, vocabularyOf } from './catalogue.ts';

it.each([
  ['/ja', ['places']],
  ['/en/', ['places']],
  ['/ja/spaces', ['places']],
  ['/ja/spaces/river', ['places']],
  ['/ja/spaces/river/proposals/1', []],
  ['/ja/spaces/river/proposals/1/2', []],
  ['/ja/spaces/river/proposals/1/new', ['work', 'write']],
  ['/ja/spaces/river/proposals/1/2/answer', ['work', 'write']],
  ['/ja/account/sign-in', ['account', 'places']],
  ['/ja/me', ['account', 'places']],
  ['/ja/desk/answers', everyVocabulary],
  ['/ja/setup', everyVocabulary],
])('%s speaks of %j', (pathname, expected) => expect(vocabularyOf(pathname)).toEqual(expected));
