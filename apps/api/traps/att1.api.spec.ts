import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sharedBytes, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { attachFile, fetched, filesOf, publishDraft, type ShownFile } from '../security/attaching.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ATT1: the hostile files of the corpus are refused with a reason, or served so that they can do nothing. */
let fort: Fort;
let staff: Actor;
let citizen: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  citizen = await fort.city.citizen();
  room = await fort.city.room(staff, 'proposals', { settings: { attachments: true, drafts: 50 } });
});
afterAll(() => fort?.close());

const fileOf = (name: string, as = name): File => new File([new Uint8Array(sharedBytes(`security/files/${name}`))], as);

/** What becomes of each file: its refusal, or how it is served. */
const fates: Readonly<Record<string, { readonly citizen: string; readonly staff: string }>> = {
  'billion-laughs.svg': { citizen: 'KIND_NOT_ALLOWED', staff: 'KIND_NOT_ALLOWED' },
  'dup-header.csv': { citizen: 'KIND_NOT_ALLOWED', staff: 'TEXT saved' },
  'eicar.txt': { citizen: 'TEXT saved', staff: 'TEXT saved' },
  'external.svg': { citizen: 'KIND_NOT_ALLOWED', staff: 'KIND_NOT_ALLOWED' },
  'formula.xlsx': { citizen: 'KIND_NOT_ALLOWED', staff: 'KIND_NOT_ALLOWED' },
  'gps.jpg': { citizen: 'IMAGE shown', staff: 'IMAGE shown' },
  'inflate-64MB-4000x4000.png': { citizen: 'IMAGE shown', staff: 'IMAGE shown' },
  'javascript.pdf': { citizen: 'PDF saved', staff: 'PDF saved' },
  'many-5000-entries.zip': { citizen: 'KIND_NOT_ALLOWED', staff: 'UNSAFE_FILE' },
  'page.jpg': { citizen: 'KIND_NOT_ALLOWED', staff: 'KIND_NOT_ALLOWED' },
  'pixel-bomb-60000x60000.png': { citizen: 'TOO_MANY_PIXELS', staff: 'TOO_MANY_PIXELS' },
  'poly.gif.html': { citizen: 'KIND_NOT_ALLOWED', staff: 'KIND_NOT_ALLOWED' },
  'ratio-100MB.zip': { citizen: 'KIND_NOT_ALLOWED', staff: 'UNSAFE_FILE' },
  'script.svg': { citizen: 'KIND_NOT_ALLOWED', staff: 'KIND_NOT_ALLOWED' },
  'sjis.csv': { citizen: 'KIND_NOT_ALLOWED', staff: 'TEXT saved' },
  'text-chunk-bomb.png': { citizen: 'IMAGE shown', staff: 'IMAGE shown' },
  'traversal.zip': { citizen: 'KIND_NOT_ALLOWED', staff: 'UNSAFE_FILE' },
  'utf16.csv': { citizen: 'KIND_NOT_ALLOWED', staff: 'TEXT saved' },
  'xxe.svg': { citizen: 'KIND_NOT_ALLOWED', staff: 'KIND_NOT_ALLOWED' },
};

interface Attached extends ShownFile {
  readonly __typename: string;
  readonly code: string;
  readonly field: string;
  readonly message: string;
}

async function attached(by: Actor, file: File): Promise<{ readonly outcome: Attached; readonly id: string }> {
  const id = await fort.city.draft(by, room.componentId);
  const { outcome } = await by.run<{ outcome: Attached }>(attachFile, { id, file });
  return { outcome, id };
}

const fateOf = ({ __typename, code, shape, shown }: Attached): string =>
  __typename === 'Refusal' ? code : `${shape} ${shown ? 'shown' : 'saved'}`;

sharedTest('ATT1 FILE-01 FILE-02 FILE-03 FILE-04 FILE-05 FILE-06 each hostile file has its fate', 'security/files', async () => {
  const before = process.memoryUsage().rss;
  for (const [name, expected] of Object.entries(fates)) {
    for (const [role, by] of [['citizen', citizen], ['staff', staff]] as const) {
      const { outcome } = await attached(by, fileOf(name));
      expect([name, role, fateOf(outcome)]).toEqual([name, role, expected[role]]);
      if (outcome.__typename === 'Refusal') {
        expect(outcome.field).toBe('files');
        expect(outcome.message.length).toBeGreaterThan(10);
      }
    }
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(50e6);
});

sharedTest('ATT1 FILE-02 a wrong name does not help', 'security/files', async () => {
  for (const name of ['script.svg', 'page.jpg', 'poly.gif.html', 'javascript.pdf', 'traversal.zip']) {
    for (const as of ['a.png', 'a.jpg', 'a.txt', 'a.docx']) {
      const { outcome } = await attached(staff, fileOf(name, as));
      expect([name, as, fateOf(outcome)]).toEqual([name, as, expect.stringMatching(/^(KIND_NOT_ALLOWED|NAME_CONTRADICTS|POLYGLOT|UNSAFE_FILE)$/)]);
    }
  }
});

sharedTest('ATT1 FILE-06 a PDF with a script, and a text, are saved and can do nothing', 'security/files', async () => {
  const cookie = await fort.signIn(citizen);
  for (const [name, type] of [['javascript.pdf', 'application/pdf'], ['eicar.txt', 'text/plain; charset=utf-8']] as const) {
    const { id } = await attached(citizen, fileOf(name));
    const inDraft = (await filesOf(citizen, id))?.[0]?.url ?? '';
    await citizen.act(publishDraft, { id });
    const inPublic = (await filesOf(citizen, id))?.[0]?.url ?? '';
    for (const path of [inDraft, inPublic]) {
      const served = await fetched(fort, path, cookie);
      expect([served.status, served.bytes.equals(sharedBytes(`security/files/${name}`))]).toEqual([200, true]);
      expect(served.headers).toMatchObject({
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': `sandbox; default-src 'none'`,
      });
    }
  }
});

sharedTest('ATT1 the sender is told whom a document names, nobody else is, and after publication it is forgotten', 'security/files', async () => {
  const { outcome, id } = await attached(citizen, fileOf('javascript.pdf'));
  expect(outcome).toMatchObject({ namedAuthor: 'Taro Yamada', pages: 1 });
  await citizen.act(publishDraft, { id });
  const rows = await fort.query('select document_author, document_title from attachment where subject_id = $1', [id]);
  expect(rows).toEqual([{ document_author: null, document_title: null }]);
});

test('ATT1 HEIC photos are refused with what to do instead', async () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.from([0, 0, 0, 0]), Buffer.from('mif1heic'), Buffer.alloc(64)]);
  const { outcome } = await attached(citizen, new File([heic], 'IMG_0001.HEIC'));
  expect(outcome).toMatchObject({ code: 'HEIC', field: 'files', message: expect.stringContaining('JPEG') });
});
