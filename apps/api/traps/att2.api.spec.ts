import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { sharedBytes, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { attachFile, fetched, filesOf, publishDraft } from '../security/attaching.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ATT2: where a photo was taken, and by which camera, is in no byte that is served or kept. */
let fort: Fort;
let citizen: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  fort = await startFort();
  citizen = await fort.city.citizen();
  room = await fort.city.room(await fort.city.staff(), 'proposals', { settings: { attachments: true, drafts: 50 } });
});
afterAll(() => fort?.close());

const traces = ['Exif', 'GPS', 'Maker-1234', '34/1 45/1', 'xpacket', 'Serial-99', 'photoshop', 'ICC_PROFILE'];

async function servedForms(file: File): Promise<readonly Buffer[]> {
  const id = await fort.city.draft(citizen, room.componentId);
  await citizen.act(attachFile, { id, file, alt: '駅前' });
  const cookie = await fort.signIn(citizen);
  const addresses = async () => ((await filesOf(citizen, id)) ?? []).flatMap(({ url, smallUrl }) => [url, smallUrl ?? '']);
  const inDraft = await addresses();
  await citizen.act(publishDraft, { id });
  const forms = [];
  for (const path of [...inDraft, ...(await addresses())]) forms.push((await fetched(fort, path, cookie)).bytes);
  return forms;
}

test.each(['jpeg', 'png', 'webp'] as const)('ATT2 FILE-05 a %s keeps nothing but its pixels', async (format) => {
  const bytes = await sharp({ create: { width: 2400, height: 1600, channels: 3, background: '#7a4' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'Maker-1234' }, IFD2: { BodySerialNumber: 'Serial-99' }, IFD3: { GPSLatitude: '34/1 45/1 0/1', GPSLatitudeRef: 'N' } })
    .withXmp('<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?>')
    .toFormat(format).toBuffer();
  expect(bytes.includes('Maker-1234')).toBe(true);
  const forms = await servedForms(new File([new Uint8Array(bytes)], `photo.${format === 'jpeg' ? 'jpg' : format}`));
  expect(forms).toHaveLength(4);
  for (const served of forms) {
    expect(traces.filter((trace) => served.includes(trace))).toEqual([]);
    const { exif, xmp, iptc, icc, width = 0, height = 0 } = await sharp(served).metadata();
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    // What the camera said about which side is up has become the picture itself.
    expect(height).toBeGreaterThan(width);
  }
  const kept = await fort.query<{ digest: string }>('select digest from stored_file');
  const sent = createHash('sha256').update(bytes).digest('hex');
  expect(kept.map(({ digest }) => digest)).not.toContain(sent);
});

sharedTest('ATT2 FILE-05 the photo of the corpus tells nobody where it was taken', 'security/files', async () => {
  const gps = sharedBytes('security/files/gps.jpg');
  expect(gps.includes('Exif')).toBe(true);
  for (const served of await servedForms(new File([new Uint8Array(gps)], 'gps.jpg'))) {
    expect(traces.filter((trace) => served.includes(trace))).toEqual([]);
    expect((await sharp(served).metadata()).exif).toBeUndefined();
  }
});
