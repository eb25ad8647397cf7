import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const exportMine =
  'mutation E { outcome: exportMyData { __typename ... on DataExport { fileName zip } ... on Refusal { code field message } } }';
const textOf = async (who: Actor): Promise<string> => {
  const { zip } = await who.act<{ zip: string }>(exportMine);
  return Object.values(unzipSync(Buffer.from(zip, 'base64')))
    .map((bytes) => strFromU8(bytes))
    .join('\n');
};

test("DEL3 what one person takes along is theirs, and no one else's by any way there is", async () => {
  const staff = await app.world.staff();
  const [hana, ken] = [await app.world.citizen('花'), await app.world.citizen('健')];
  const room = await app.world.room(staff, 'proposals');
  await app.world.proposal(hana, room.componentId, { title: '花の提案' });
  await app.world.draft(hana, room.componentId, { title: '花の下書き' });
  await app.world.proposal(ken, room.componentId, { title: '健の提案' });
  const [hers, his] = [await textOf(hana), await textOf(ken)];
  expect(hers).toContain('花の提案');
  expect(hers).toContain('花の下書き');
  expect(hers).not.toContain('健の提案');
  expect(his).not.toContain('花の');
  expect(his).not.toContain(hana.id);
  expect(await app.world.visitor().refused(exportMine)).toBe('UNAUTHENTICATED');
  expect(await app.world.as(ken, { freshUntil: new Date('2000-01-01') }).refused(exportMine)).toBe('REAUTH_REQUIRED');
});
