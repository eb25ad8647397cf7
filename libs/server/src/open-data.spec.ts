import { expect, it, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { isoIn, openDataStream, type OpenData } from './open-data.ts';

const none = async () => [];
const data = (rows: () => AsyncIterable<object>): OpenData => ({ name: 'x', zone: 'Asia/Tokyo', columns: ['id', 'at'], rows });
async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

it.each([
  ['2026-11-22T03:00:00.000Z', 'Asia/Tokyo', '2026-11-22T12:00:00.000+09:00'],
  ['2026-12-31T15:00:00.001Z', 'Asia/Tokyo', '2027-01-01T00:00:00.001+09:00'],
  ['2026-07-01T00:00:00.000Z', 'America/New_York', '2026-06-30T20:00:00.000-04:00'],
  ['2026-01-01T00:00:00.000Z', 'UTC', '2026-01-01T00:00:00.000+00:00'],
])('%s in %s is %s', (at, zone, text) => {
  expect(isoIn(new Date(at), zone)).toBe(text);
  expect(new Date(isoIn(new Date(at), zone)).toISOString()).toBe(at);
});

test('every form has the columns in their order, and nothing else', async () => {
  const rows = () => (async function* () { yield { at: new Date(0), secret: 1, id: '=1' }; })();
  expect(await textOf(openDataStream(data(rows), 'ndjson', none))).toBe('{"id":"=1","at":"1970-01-01T09:00:00.000+09:00"}\n');
  expect(await textOf(openDataStream(data(rows), 'json', none))).toBe('[\n{"id":"=1","at":"1970-01-01T09:00:00.000+09:00"}\n]\n');
  expect(await textOf(openDataStream(data(rows), 'csv', none))).toBe("\ufeffid,at\r\n'=1,1970-01-01T09:00:00.000+09:00\r\n");
});

test('no rows make a whole file, too', async () => {
  const rows = () => (async function* (): AsyncGenerator<object> {})();
  expect(await Promise.all((['csv', 'ndjson', 'json'] as const).map((format) => textOf(openDataStream(data(rows), format, none)))))
    .toEqual(['\ufeffid,at\r\n', '', '[]\n']);
});

test.each(['csv', 'ndjson'] as const)('rows of %s are made no faster than they are taken, and 250,000 of them arrive', async (format) => {
  let made = 0;
  const rows = () => (async function* () { for (; made < 250_000; made += 1) yield { id: `${made}`.padStart(200, '0') }; })();
  const stream = openDataStream(data(rows), format, none);
  let taken = 0;
  for await (const chunk of stream) {
    const text = String(chunk);
    taken += text.split('\n').length - 1;
    if (taken === 1) await setTimeout(20);
    if (made - taken > 2_000) throw new Error(`${made - taken} rows wait in memory`);
  }
  expect(taken).toBe(format === 'csv' ? 250_001 : 250_000);
});

test('a file whose rows fail half way ends in an error', async () => {
  const rows = () => (async function* () { yield { id: '1' }; throw new Error('the database is gone'); })();
  for (const format of ['csv', 'ndjson', 'json'] as const) {
    await expect(textOf(openDataStream(data(rows), format, none))).rejects.toThrow('the database is gone');
  }
});
