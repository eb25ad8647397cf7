import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { calendarOf } from '../src/http/calendar.ts';
import { startFort, type Fort } from '../security/support.ts';

/** FED3: a date that was moved changes the event that calendars have; one that was cancelled stays, and says so. */
let fort: Fort;
let staff: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  room = await fort.city.room(staff, 'proposals');
});
afterAll(() => fort?.close());

type Event = Readonly<Record<string, string>>;
async function events(query = ''): Promise<Event[]> {
  const { status, text, headers } = await fort.send({ method: 'GET', path: `/ja/feeds/calendar.ics${query}` });
  expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(text).not.toMatch(/(?<!\r)\n/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return text.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1).map((event) => Object.fromEntries(
    event.split('\r\n').filter((line) => line.includes(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])));
}

async function setPhases(change: (phases: readonly Record<string, unknown>[]) => readonly object[]): Promise<void> {
  const { spaceById } = await staff.run<{ spaceById: { edition: number; phases: Record<string, unknown>[] } }>(
    `query Q($id: ID!) { spaceById(id: $id) { edition phases { key title { ja en } text { ja en } opensAt closesAt allows { componentId actions } } } }`,
    { id: room.spaceId });
  await staff.act(`mutation P($id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!) {
    outcome: setPhases(id: $id, edition: $edition, phases: $phases, reason: "会場の都合のため") {
      __typename ... on Space { id } ... on Refusal { code field message } } }`,
  { id: room.spaceId, edition: spaceById.edition, phases: change(spaceById.phases) });
}

const later = { key: 'talk', title: { ja: '話し合い；第一, 回' }, text: { ja: '話します' }, opensAt: '2027-03-01T00:00:00+09:00', closesAt: '2027-03-31T00:00:00+09:00', allows: [] };

test('FED3 a date that is moved, or cancelled, changes the same event, with a higher sequence', async () => {
  await setPhases((phases) => [...phases, later]);
  const [first, before] = await events();
  expect(before).toMatchObject({
    UID: `${room.spaceId}.talk@city.test`, DTSTART: '20270228T150000Z', DTEND: '20270330T150000Z', STATUS: 'CONFIRMED', DTSTAMP: '20261122T030000Z',
    SUMMARY: '話し合い；第一\\, 回（広場）', URL: expect.stringMatching(new RegExp(`/ja/spaces/${room.slug}$`)),
  });
  fort.clock.set('2026-11-23T12:00:00+09:00');
  await setPhases((phases) => [...phases.slice(0, 1), { ...later, opensAt: '2027-03-02T00:00:00+09:00', closesAt: null }]);
  const [, moved] = await events();
  expect(moved).toMatchObject({ UID: before?.UID, DTSTART: '20270301T150000Z', STATUS: 'CONFIRMED', DTSTAMP: '20261123T030000Z' });
  expect(moved).not.toHaveProperty('DTEND');
  expect(Number(moved?.SEQUENCE)).toBeGreaterThan(Number(before?.SEQUENCE));
  await setPhases((phases) => phases.slice(0, 1));
  const [kept, cancelled] = await events(`?space=${room.slug}`);
  expect(cancelled).toMatchObject({ UID: before?.UID, DTSTART: '20270301T150000Z', STATUS: 'CANCELLED', SUMMARY: '取りやめ：広場' });
  expect(Number(cancelled?.SEQUENCE)).toBeGreaterThan(Number(moved?.SEQUENCE));
  expect([kept?.UID, kept?.STATUS]).toEqual([first?.UID, 'CONFIRMED']);
});

test('FED3 a long title is folded between letters, and opens nothing', () => {
  const day = new Date('2026-11-22T03:00:00Z');
  const title = `${'広場😀'.repeat(40)}\r\nEND:VEVENT\r\nBEGIN:VALARM`;
  const text = calendarOf('市', [{ uid: 'a@b', sequence: 1, changedAt: day, title, from: day, url: 'https://city.test/ja', cancelled: false }]);
  const lines = text.split('\r\n');
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'広場😀'.repeat(40)}\\nEND:VEVENT\\nBEGIN:VALARM\r\n`);
  expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
});
