import { describe, expect, test } from '@jest/globals';
import { hashPassword, needsRehash, verifyPassword } from './password.ts';
import { passwordProblem } from './password-problem.ts';
import { OverloadedError, Places } from './places.ts';

describe('hashing', () => {
  test('a password has its own hash and no other', async () => {
    const [hash, again] = await Promise.all([
      hashPassword('パスワードは長く か\u3099'),
      hashPassword('パスワードは長く か\u3099'),
    ]);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(hash).not.toBe(again);
    expect(await verifyPassword('パスワードは長く \u304c', hash)).toBe(true);
    expect(await verifyPassword('パスワードは長く か', hash)).toBe(false);
    expect(needsRehash(hash)).toBe(false);
  });

  test('unknown accounts, broken hashes and the empty password never match', async () => {
    expect(await verifyPassword('', undefined)).toBe(false);
    expect(await verifyPassword('x', 'plain')).toBe(false);
    const hash = await hashPassword('');
    expect(await verifyPassword('x'.repeat(5_000), hash)).toBe(false);
  });

  test('length is checked before hashing', async () => {
    await expect(hashPassword('x'.repeat(1_025))).rejects.toThrow(RangeError);
  });

  test.each([
    '$argon2id$v=19$m=19456,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$2b$10$x',
    '',
  ])('%s is made anew', (hash) => {
    expect(needsRehash(hash)).toBe(true);
  });
});

test('places bound the work and the queue', async () => {
  const places = new Places(2, 3);
  let [running, most] = [0, 0];
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  };
  const results = await Promise.allSettled(Array.from({ length: 7 }, () => places.run(work)));
  expect(most).toBe(2);
  expect(results.map((r) => r.status === 'rejected' && r.reason instanceof OverloadedError)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
  await expect(places.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  await expect(places.run(async () => 'free again')).resolves.toBe('free again');
});

const forbidden = ['加古川市', 'Hiroba', 'Kakogawa City', '山田太郎', 'taro.nakagawa@example.jp'];

test.each([
  ['short', 'TOO_SHORT'],
  ['𠮷'.repeat(11), 'TOO_SHORT'],
  ['あ'.repeat(1_025), 'TOO_LONG'],
  ['x'.repeat(5_000), 'TOO_LONG'],
  ['aaaaaaaaaaaaaa', 'COMMON'],
  ['123456789012', 'COMMON'],
  ['abcdefghijklmn', 'COMMON'],
  ['password1234', 'COMMON'],
  ['Password2026!', 'COMMON'],
  ['ＰＡＳＳＷＯＲＤ１２３４', 'COMMON'],
  ['qwertyuiop123', 'COMMON'],
  ['1qaz2wsx3edc4rfv', 'COMMON'],
  ['passwordpassword', 'COMMON'],
  ['foofoofoofoo', 'COMMON'],
  ['hiroba-kakogawa', 'OWN_NAME'],
  ['Kakogawa2026!!', 'OWN_NAME'],
  ['加古川市加古川市山田太郎', 'OWN_NAME'],
  ['nakagawataro12', 'OWN_NAME'],
  ['correct horse battery staple', undefined],
  ['739105628417', undefined],
  ['鯉のぼりが川の上で泳ぐ日', undefined],
  ['x9$Kq!2vLm#7', undefined],
  ['kakogawa no kawa de oyogu', undefined],
])('%.30s', (password, problem) => {
  expect(passwordProblem(password, { forbidden })).toBe(problem);
});
