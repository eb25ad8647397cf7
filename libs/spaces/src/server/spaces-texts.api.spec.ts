import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { composed } from '@hiroba/kernel';
import { freshDatabase } from '@hiroba/testing/database';
import { sharedJson, sharedTest } from '../../../kernel/testing/shared-data.ts';
import { spaceWorks } from './space-works.ts';
import { startWorld, type World } from './spaces.world.ts';

let world: World;
let works: ReturnType<typeof spaceWorks>;
beforeAll(async () => {
  world = await startWorld(freshDatabase);
  works = spaceWorks(world);
});
afterAll(() => world?.stop());

interface Drafted {
  readonly __typename: string;
  readonly code?: string;
  readonly title?: { ja: string | null };
  readonly summary?: { ja: string | null };
  readonly description?: { ja: string | null };
}

/** What a city's space would store of a text, or why it would not. */
async function drafted(ja: string): Promise<readonly (string | null | undefined)[] | string> {
  const input = { slug: null, title: { ja: `x${ja}`, en: 'Text' }, summary: { ja }, description: { ja } };
  const { it: answer } = await world.ask<{ it: Drafted }>(world.staff, `mutation($input: DraftSpaceInput!) { it: draftSpace(input: $input) {
    __typename ... on Space { title { ja } summary { ja } description { ja } } ... on Refusal { code } } }`, { input });
  return answer.code ?? [answer.title?.ja, answer.summary?.ja, answer.description?.ja];
}

sharedTest('ALL4 every naughty string is stored composed or refused by rule', 'security/naughty-strings.json', async () => {
  const { cases } = sharedJson<{ cases: string[] }>('security/naughty-strings.json');
  const wrong: string[] = [];
  let kept = 0;
  for (let at = 0; at < cases.length; at += 8) {
    await Promise.all(cases.slice(at, at + 8).map(async (ja) => {
      const stored = await drafted(ja);
      if (typeof stored !== 'string') kept += 1;
      const expected = [composed(`x${ja}`), composed(ja) || null, composed(ja) || null];
      const isRight = typeof stored === 'string' ? /^(BAD_TEXT|TOO_LONG|TAKEN)$/.test(stored) : JSON.stringify(stored) === JSON.stringify(expected);
      if (!isRight) wrong.push(`${ja}: ${JSON.stringify(stored)}`);
    }));
  }
  expect(wrong).toEqual([]);
  expect(kept).toBeGreaterThan(300);
});

it('XSS-03 no description becomes markup that could run', async () => {
  const attacks = [
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))', '![x](javascript:alert(1))', '<svg onload=alert(1)>',
    '[x](data:text/html;base64,PHNjcmlwdD4=)', '<a href="javascript:alert(1)">x</a>', '[x]( javascript&#58;alert(1))', '<style>*{display:none}</style>',
  ];
  const space = await works.edit(await works.draft(), { description: { ja: attacks.join('\n\n') } });
  const { spaceById } = await world.ask<{ spaceById: { descriptionHtml: { ja: string } } }>(
    world.staff, 'query($id: ID!) { spaceById(id: $id) { descriptionHtml { ja } } }', { id: space.id });
  expect(spaceById.descriptionHtml.ja).not.toMatch(/<(script|img|svg|style)|<a [^>]*href="(javascript|data)/i);
});
