import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { traps } from './traps.ts';

const tree = path.resolve(import.meta.dirname, '../..');
const list = 'apps/api/traps/pending.json';

/** What the check says of a tree in which every trap is put off, but for what is given. */
function said(files: Readonly<Record<string, string>>, done: readonly string[] = []): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'hiroba-traps-'));
  const all = traps(folder).map((problem) => problem.split(' ')[0] ?? '').filter((id) => !done.includes(id));
  const put = JSON.stringify(all.map((id) => ({ id, reason: 'r', until: 'u' })));
  for (const [file, text] of Object.entries({ [list]: put, ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const problems = traps(folder);
  rmSync(folder, { recursive: true });
  return problems;
}

it('holds for this tree', () => {
  expect(traps(tree)).toEqual([]);
  expect(readFileSync(path.join(tree, list), 'utf8')).toContain('reason');
});

it('takes a file of its own, or a reason', () => {
  expect(said({})).toEqual([]);
  expect(said({ 'apps/api/traps/pro6.api.spec.ts': `test('PRO6 five', () => {});` }, ['PRO6'])).toEqual([]);
  expect(said({}, ['PRO6'])).toEqual(['PRO6 has neither a file nor an entry in pending.json']);
});

it('finds files of no trap, two of one, nameless ones, and traps put off though they are done', () => {
  expect(said({ 'apps/api/traps/xyz9.spec.ts': '' })).toEqual(['apps/api/traps/xyz9.spec.ts is the file of no trap']);
  expect(said({ 'apps/api/traps/pro6.spec.ts': `it('another', () => {});` }, ['PRO6'])).toEqual([
    'apps/api/traps/pro6.spec.ts has no test named PRO6',
  ]);
  const two = { 'apps/api/traps/pro6.spec.ts': `it('PRO6', f)`, 'apps/api/traps/pro6.api.spec.ts': `it('PRO6', f)` };
  expect(said(two, ['PRO6'])).toEqual(['PRO6 has several files']);
  expect(said({ 'apps/api/traps/pro6.spec.ts': `it('PRO6', f)` })).toEqual(['PRO6 has a file and is still in pending.json']);
});

it('takes the traps that a component brings along beside it', () => {
  const brought = { 'libs/components/things/testing/traps.json': '{"THI": 1}' };
  expect(said(brought)).toEqual(['THI1 has neither a file nor an entry in pending.json']);
  expect(said({ ...brought, 'libs/components/things/testing/thi1.api.spec.ts': `test('THI1 x', f)` })).toEqual([]);
});
