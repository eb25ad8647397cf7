import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { realPages } from '@hiroba/testing/real-pages';
import { attachFile, fetched, filesOf, publishDraft } from './attaching.ts';
import { visit } from './browsing.ts';
import { startFort, type Fort } from './support.ts';

/** What people call their files, and what they say about them, is text wherever it is shown. */
let fort: Fort;
let staff: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  await fort.city.admin();
  staff = await fort.city.staff();
  room = await fort.city.room(staff, 'proposals', { settings: { attachments: true, drafts: 50 } });
});
afterAll(() => fort?.close());

let count = 0;
const text = (name: string): File => new File([`資料 ${(count += 1)}`], name);
const hostile = '"><svg onload=alert(1)>';

/** A proposal with one file, its pages as its author and as everybody sees them. */
async function shown(file: File, alt?: string): Promise<readonly string[]> {
  const id = await fort.city.draft(staff, room.componentId);
  const cookie = await fort.signIn(staff);
  await staff.act(attachFile, { id, file, alt });
  const place = `/ja/spaces/${room.slug}/proposals/${room.componentId}/${id}`;
  const own = await Promise.all(['files', 'preview'].map((page) => visit(fort, { path: `${place}/${page}`, cookie })));
  await staff.act(publishDraft, { id });
  return [...own, await visit(fort, { path: place }), await visit(fort, { path: place.slice(0, -37) })].map(
    ({ text }) => text,
  );
}

test('XSS-12 names and descriptions with markup are text on every page', async () => {
  for (const [name, alt] of [
    [`${hostile}.txt`, undefined],
    ['plan.txt', hostile],
  ] as const) {
    for (const page of await shown(text(name), alt)) {
      expect(page).not.toMatch(/<svg[^>]*onload/i);
      expect(page).not.toContain('onload=alert(1)>"');
    }
  }
});

test('XSS-19 HTML, SVG and XML cannot be opened from the site, whatever they are called', async () => {
  const documents = {
    html: '<!doctype html><script>alert(1)</script>',
    svg: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    xml: '<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    late: `${' '.repeat(2_000)}<script>alert(1)</script>`,
  };
  for (const [kind, content] of Object.entries(documents)) {
    for (const name of [`a.${kind}`, 'a.txt', 'a.md', 'a.csv', 'a.json', 'a.png', 'a.pdf']) {
      const id = await fort.city.draft(staff, room.componentId);
      const refused = await staff.refused(attachFile, { id, file: new File([content], name) });
      if (refused !== undefined) {
        expect([kind, name, refused]).toEqual([
          kind,
          name,
          expect.stringMatching(/^(KIND_NOT_ALLOWED|NAME_CONTRADICTS|POLYGLOT) files$/),
        ]);
        continue;
      }
      expect(kind).toBe('late');
      const served = await fetched(fort, (await filesOf(staff, id))?.[0]?.url ?? '', await fort.signIn(staff));
      expect(served.headers).toMatchObject({
        'content-type': expect.stringMatching(/^text\/(plain|markdown|csv)/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': `sandbox; default-src 'none'`,
        'content-disposition': expect.stringMatching(/^attachment; /),
      });
    }
  }
}, 240_000);

sharedTest(
  'FILE-08 INJ-13 INJ-14 strange names are shown clean, and lead to no header and no place of their own',
  'security/own-file-names.json',
  async () => {
    const { cases } = sharedJson<{ cases: { name: string }[] }>('security/own-file-names.json');
    const clerk = await fort.city.staff('別の職員');
    const cookie = await fort.signIn(clerk);
    for (const { name } of cases) {
      const id = await fort.city.draft(clerk, room.componentId);
      await clerk.act(attachFile, { id, file: text(`${name}.txt`) });
      const [file] = (await filesOf(clerk, id)) ?? [];
      expect(file?.name).toMatch(/^[^\\/\p{Cc}\u202a-\u202e<>:"|?*]{1,200}$/u);
      const served = await fetched(fort, file?.url ?? '', cookie);
      expect([served.status, served.headers['x-injected']]).toEqual([200, undefined]);
      expect(String(served.headers['content-disposition'])).toMatch(
        /^attachment; filename="[^"\\]+"(; filename\*=UTF-8''[A-Za-z0-9%!#$&+\-.^_`|~]+)?$/,
      );
      expect(String(served.headers['content-type'])).toBe('text/plain; charset=utf-8');
    }
    const digests = await fort.query<{ digest: string }>('select digest from stored_file');
    expect(digests.every(({ digest }) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  },
);
