import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { wordsOfFile, type Speech } from './words-of-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'words-'));
let speech: Speech;

beforeAll(() => {
  writeFileSync(path.join(folder, 'part.tsx'), "t('proposals.part.title'); t(`${manifest}.action.${action}`);");
  writeFileSync(path.join(folder, 'other.tsx'), "t('proposals.other.title');");
  writeFileSync(path.join(folder, 'late-part.ts'), "t('proposals.late.title');");
  writeFileSync(path.join(folder, 'Foot.drawn.tsx'), "export const Foot = () => t('proposals.foot.title');");
  writeFileSync(path.join(folder, 'third.tsx'), "t('proposals.third.title');");
  writeFileSync(path.join(folder, 'door.tsx'), "export { Other, type Says } from './other.tsx';\nexport {\n  Third,\n} from './third.tsx';\nexport * from './fourth.tsx';\nexport * from './fifth.tsx';\n");
  writeFileSync(path.join(folder, 'fourth.tsx'), "export function Fourth() { t('proposals.fourth.title'); }");
  writeFileSync(path.join(folder, 'fifth.tsx'), "export const Fifth = () => t('proposals.fifth.title');");
  writeFileSync(
    path.join(folder, 'Page.tsx'),
    "import { Foot } from './Foot.drawn.tsx'; import { Fourth, Third as Last, type Way } from './door.tsx'; import { Part } from './part.tsx'; t('proposals.list.all'); new Refusal('ALREADY_SUPPORTED'); t(`proposals.answer.${kind}`); seeOther(here, `proposals.${done}`); late('part', () => import('./late-part.ts'));",
  );
  speech = wordsOfFile(path.join(folder, 'Page.tsx'));
});

afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['a whole key', 'proposals.list.all', true],
  ['a key of what it imports', 'proposals.part.title', true],
  ['a key of what it imports through a door', 'proposals.third.title', true],
  ['a key of what it imports through a door that hands on all', 'proposals.fourth.title', true],
  ['a key of what it leaves behind there', 'proposals.fifth.title', false],
  ['a key of what it leaves behind at that door', 'proposals.other.title', false],
  ['a key that ends in a value', 'proposals.answer.ACCEPTED', true],
  ['a key whose library is a value', 'debates.action.comment', true],
  ['a key of a part that comes later', 'proposals.late.title', false],
  ['a key of a part that only the server draws', 'proposals.foot.title', false],
  ['a refusal that its rules make', 'refusal.ALREADY_SUPPORTED', true],
  ['a refusal that they do not make', 'refusal.STALE', false],
  ['a key nobody says', 'proposals.list.none', false],
  ['what was done, which every page has', 'proposals.new.title', false],
  ['a longer key', 'proposals.list.all.of', false],
])('%s', (_, key, expected) => expect(speech.speaks(key)).toBe(expected));

it('knows the parts that come later', () => expect([...speech.lates]).toEqual([path.join(folder, 'late-part.ts')]));
