import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { attackCoverage } from './attack-coverage.ts';

const catalogue = {
  cases: [
    { id: 'GQL-01', group: 'GQL' },
    { id: 'GQL-02', group: 'GQL' },
    { id: 'XSS-01', group: 'XSS' },
    { id: 'OPS-01', group: 'OPS' },
  ],
};

/** What the check says of a checkout with these files beside a catalogue, or beside none. */
function said(files: Readonly<Record<string, unknown>>, beside: unknown = catalogue): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-check-'));
  const all = { ...(beside ? { 'shared/data/security/attack-cases.json': beside } : {}), ...files };
  for (const [file, content] of Object.entries(all)) {
    const at = path.join(folder, file.startsWith('shared/') ? file : path.join('main', file));
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
  }
  mkdirSync(path.join(folder, 'main'), { recursive: true });
  const problems = attackCoverage(path.join(folder, 'main'));
  rmSync(folder, { recursive: true });
  return problems;
}

const spec = (text: string) => ({ 'apps/api/security/gql.api.spec.ts': text });
const pending = (...entries: object[]) => ({ 'apps/api/security/pending.json': entries });

it('accepts cases that are tested or put off, by any way of naming them', () => {
  expect(
    said({
      ...spec(`test('GQL-01 A5 nested', () => {}); test.each([['GQL-02 a thousand aliases', 1]])('%s', () => {});`),
      'apps/e2e/journeys/xss.ts': `journey('XSS-01: nothing runs', async () => {});`,
    }),
  ).toEqual([]);
  expect(
    said({
      ...spec(`describe('GQL-01', () => {}); test('ALL5 GQL-02, and more', () => {});`),
      ...pending({ id: 'XSS-01', reason: 'no pages yet', until: 'pages' }),
    }),
  ).toEqual([]);
});

it('finds cases that nobody tests, and does not take a mention for a test', () => {
  expect(said(spec(`// GQL-01 is elsewhere\ntest('GQL-02 aliases, unlike XSS-01', () => {});`))).toEqual([
    'GQL-01 has neither a test nor an entry in apps/api/security/pending.json',
    'XSS-01 has neither a test nor an entry in apps/api/security/pending.json',
  ]);
});

it('finds entries that are tested, unknown or silent', () => {
  const entries = pending(
    { id: 'GQL-01', reason: 'r', until: 'u' },
    { id: 'GQL-02', reason: '', until: 'u' },
    { id: 'XSS-99', reason: 'r', until: 'u' },
  );
  expect(said({ ...spec(`test('GQL-01 XSS-01 both', () => {});`), ...entries })).toEqual([
    'GQL-01 is tested and still in apps/api/security/pending.json',
    'apps/api/security/pending.json: XSS-99 is no case',
    'apps/api/security/pending.json: GQL-02 says neither why nor until when',
  ]);
});

it('passes where the catalogue is absent', () => {
  expect(said({}, null)).toEqual([]);
});
