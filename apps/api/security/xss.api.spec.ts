import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { corpus } from './data.ts';
import { startFort, type Fort } from './support.ts';

let fort: Fort;
let staff: Actor;
let administrator: Actor;
let room: PlacedRoom;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  administrator = await fort.city.admin();
  room = await fort.city.room(staff, 'proposals');
});
afterAll(() => fort?.close());

const participantTags = ['p', 'br', 'ul', 'ol', 'li', 'blockquote', 'strong', 'a'];
const staffTags = [
  ...participantTags,
  'em',
  'h2',
  'h3',
  'h4',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'img',
  'ruby',
  'rt',
  'rp',
  'hr',
  'code',
  'pre',
];
const attributes = ['href', 'rel', 'src', 'alt', 'width', 'height', 'colspan', 'rowspan', 'scope'];

/** What in markup is not on the list: tags, attributes, addresses; read as strictly as no browser does. */
function strange(html: string, tags: readonly string[]): string[] {
  const found: string[] = [];
  for (const [tag, slash, name = '', rest = ''] of html.matchAll(/<(\/?)([^\s/>]*)([^>]*)>/g)) {
    if (!tags.includes(name)) found.push(tag);
    const named = [...rest.matchAll(/([^\s=/"]+)="([^"]*)"/g)];
    if (
      slash !== '/' &&
      rest
        .replace(/([^\s=/"]+)="([^"]*)"/g, '')
        .trim()
        .replace('/', '') !== ''
    )
      found.push(tag);
    for (const [, attribute = '', value = ''] of named) {
      if (!attributes.includes(attribute)) found.push(tag);
      if (attribute === 'href' && !/^(https?:\/\/|mailto:|\/(?!\/))/i.test(value.replace(/&amp;/g, '&')))
        found.push(tag);
      if (attribute === 'src' && !value.startsWith('/files/')) found.push(tag);
    }
  }
  return /<(?![a-z/])/.test(html) ? [...found, 'an open bracket'] : found;
}

const vectors = [
  ...['html5sec-vectors.json', 'dompurify-fixtures.json', 'sanitize-html-cases.json'].flatMap((file) =>
    corpus<{ html?: string; payload?: string }>(file).map(({ html, payload = '' }) => html ?? payload),
  ),
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '<svg/onload=alert(1)>',
  '</script><script>alert(1)</script>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<base href="https://evil.test/">',
  '<meta http-equiv=refresh content=0>',
].filter((vector) => vector !== '' && !vector.includes('\0'));

const asReplica = async (sql: string, values: readonly unknown[]): Promise<void> => {
  const client = await fort.server.db.pool.connect();
  await client.query('set session_replication_role = replica');
  await client.query(sql, [...values]);
  client.release(true);
};

describe('what lies in the database from another time', () => {
  test('XSS-17 XSS-16 is cleaned when it is read, in staff texts', async () => {
    for (const [at, vector] of vectors.entries()) {
      await asReplica(
        `insert into legal_page (organisation_id, slug, version, title, body, at) values ($1, 'terms', $2, '{"ja": "規約"}', $3, now())`,
        [fort.city.organisationId, at + 1, JSON.stringify({ ja: vector.toWellFormed() })],
      );
    }
    const query = 'query Q($v: Int!) { legalPage(slug: "terms", version: $v) { bodyHtml { ja } } }';
    const wrong: object[] = [];
    for (const [at, vector] of vectors.entries()) {
      const { legalPage } = await staff.run<{ legalPage: { bodyHtml: { ja: string | null } } }>(query, { v: at + 1 });
      const found = strange(legalPage.bodyHtml.ja ?? '', staffTags);
      if (found.length > 0) wrong.push({ vector, html: legalPage.bodyHtml.ja, found });
    }
    expect(wrong).toEqual([]);
  });

  test('XSS-17 is text when it is read, in what participants wrote', async () => {
    const hana = await fort.city.citizen('花');
    const id = await fort.city.proposal(hana, room.componentId);
    const query = 'query Q($id: ID!) { proposal(id: $id) { title body html excerpt } }';
    const wrong: object[] = [];
    for (const vector of vectors.slice(-60)) {
      await asReplica('update proposal set title = $2, body = $2 where id = $1', [id, vector.toWellFormed()]);
      const { proposal } = await staff.run<{ proposal: { title: string; body: string; html: string } }>(query, { id });
      expect(proposal.title).toBe(vector.toWellFormed());
      const found = strange(proposal.html, participantTags);
      if (found.length > 0 || /<(script|img|svg|iframe)/i.test(proposal.html))
        wrong.push({ vector, html: proposal.html, found });
    }
    expect(wrong).toEqual([]);
  });

  test('XSS-16 a description by staff is cleaned like any other', async () => {
    const { spaceId } = room;
    for (const vector of vectors.slice(-9)) {
      await asReplica('update space set description = $2 where id = $1', [spaceId, JSON.stringify({ ja: vector })]);
      const { spaceById } = await staff.run<{ spaceById: { descriptionHtml: { ja: string | null } } }>(
        'query Q($id: ID!) { spaceById(id: $id) { descriptionHtml { ja } } }',
        { id: spaceId },
      );
      expect(strange(spaceById.descriptionHtml.ja ?? '', staffTags)).toEqual([]);
    }
  });
});

describe('names', () => {
  const name = '<img src=x onerror=y>';

  test("XSS-11 are text wherever they appear: API, mail, the list of people, one's own data, open data", async () => {
    const hana = await fort.city.citizen(name);
    const id = await fort.city.proposal(hana, room.componentId, { title: name });
    const { proposal } = await staff.run<{
      proposal: { author: { displayName: string }; html: string; title: string };
    }>('query Q($id: ID!) { proposal(id: $id) { title html author { displayName } } }', { id });
    expect(proposal).toMatchObject({ title: name, author: { displayName: name } });
    const { people } = await administrator.run<{ people: object[] }>(
      'query Q($s: String!) { people(search: $s) { displayName } }',
      { s: name },
    );
    expect(people).toEqual([{ displayName: name }]);
    const { outcome } = await hana.run<{ outcome: { zip: string } }>(
      'mutation { outcome: exportMyData { ... on DataExport { zip } } }',
    );
    const page = Buffer.from(unzipSync(Buffer.from(outcome.zip, 'base64'))['index.html'] ?? []).toString();
    expect(page).not.toContain(name);
    expect(page).toMatch(/&(#60|lt);img src=x onerror=y&(#62|gt);/);
    const csv = await fort.send({ method: 'GET', path: `/download/proposals/${room.componentId}.csv` });
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="[^"\r\n]+"$/);
  });
});

test('XSS-13 what was asked for is not repeated', async () => {
  const mark = '<script>alert(1)</script>';
  for (const path of [
    `/${encodeURI(mark)}`,
    `/graphql?query=${encodeURIComponent(mark)}`,
    `/theme.css?${encodeURIComponent(mark)}`,
    `/download/${encodeURIComponent(mark)}/x.csv`,
  ]) {
    const answer = await fort.send({ method: 'GET', path });
    expect(answer.headers['content-type']).not.toMatch(/html/);
    expect(answer.text).not.toContain('<script>');
  }
});
