import { expect, test } from '@jest/globals';
import { visitor } from '@hiroba/kernel';
import { Vault, type Caller } from '@hiroba/server';
import { formGuard } from './form-guard.ts';

const vault = new Vault(Buffer.alloc(32, 7));
const caller = (sessionId?: string, organisationId = 'city'): Caller => ({
  ...visitor(organisationId),
  ...(sessionId && { sessionId, personId: 'hana' }),
});
const noon = Date.UTC(2026, 10, 22, 3);
const guard = (who: Caller, at = noon, keys = vault) => formGuard(keys, who, () => at);

test('a form of one session is taken from that session alone', () => {
  const token = guard(caller('s1')).token();
  expect(guard(caller('s1')).accepts(token)).toBe(true);
  expect(guard(caller('s2')).accepts(token)).toBe(false);
  expect(guard(caller('s1', 'elsewhere')).accepts(token)).toBe(false);
  expect(guard(caller('s1'), noon, new Vault(Buffer.alloc(32, 8))).accepts(token)).toBe(false);
});

test('it is good for twelve hours', () => {
  const token = guard(caller('s1')).token();
  const hours = (n: number) => guard(caller('s1'), noon + n * 3_600_000).accepts(token);
  expect([hours(0), hours(11.99), hours(12)]).toEqual([true, true, false]);
});

test('nothing else is taken where there is a session', () => {
  const token = guard(caller('s1')).token();
  const later = (noon + 24 * 3_600_000).toString(36);
  for (const wrong of [
    '',
    undefined,
    null,
    'x',
    token.slice(0, -1),
    `${token}x`,
    token.replace(/^[^.]*/, later),
    [token],
    `.${token}`,
  ]) {
    expect(guard(caller('s1')).accepts(wrong)).toBe(false);
  }
});

test('who has no session needs none', () => {
  expect(guard(caller()).token()).toBe('');
  expect(guard(caller()).accepts(undefined)).toBe(true);
});
