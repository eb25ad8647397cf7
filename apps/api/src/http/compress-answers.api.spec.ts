import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { AccountSeeds } from '@hiroba/accounts/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { encodingOf } from './compress-answers.ts';

let app: SpecApp;
let port: number;
let cookie: string;

beforeAll(async () => {
  app = await startApp();
  const hana = await app.world.citizen('花');
  const { token } = await app.server.nest.get(AccountSeeds).session(app.world.organisationId, hana.id);
  cookie = `hiroba=${token}`;
  const http = app.server.nest.getHttpServer() as Server;
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  ({ port } = http.address() as AddressInfo);
});
afterAll(() => app?.close());

const get = (path: string, headers: Record<string, string>): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> => new Promise((resolve, reject) => {
  request({ port, path, headers: { host: 'city.test', ...headers } }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
  }).on('error', reject).end();
});

test('visitors get text compressed as they take it, and it says what it said', async () => {
  const plain = await get('/schema.graphql', {});
  const brotli = await get('/schema.graphql', { 'accept-encoding': 'gzip, br' });
  const gzip = await get('/schema.graphql', { 'accept-encoding': 'gzip' });
  expect([plain, brotli, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
  expect(plain.body.length).toBeGreaterThan(10_000);
  expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  for (const { headers } of [plain, brotli, gzip]) expect(headers.vary).toMatch(/accept-encoding/i);
});

test('whoever is signed in gets it as it is: the length of a compressed page would tell its secrets', async () => {
  expect((await get('/schema.graphql', { 'accept-encoding': 'br', cookie })).headers['content-encoding']).toBeUndefined();
});

test('small answers are not worth it', async () => {
  const { headers, body } = await get(`/graphql?query=${encodeURIComponent('{ __typename }')}`, { 'accept-encoding': 'br' });
  expect(headers['content-encoding']).toBeUndefined();
  expect(JSON.parse(body.toString())).toEqual({ data: { __typename: 'Query' } });
});

it.each([
  ['gzip, deflate, br', 'br'], ['gzip;q=0.8', 'gzip'], ['br;q=0, gzip', 'gzip'], ['identity', undefined], ['', undefined], ['brotli', undefined],
])('of %s it is %s', (accepted, encoding) => {
  expect(encodingOf(accepted)).toBe(encoding);
});
