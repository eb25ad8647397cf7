import { expect, test } from '@jest/globals';
import {
  fromBase32,
  matchTotp,
  newRecoveryCodes,
  newTotpSecret,
  otpauthUri,
  recoveryCodeHash,
  toBase32,
  totpCode,
  totpStepAt,
} from './totp.ts';

const secret = Buffer.from('12345678901234567890', 'ascii');

// RFC 6238 appendix B, its last six digits.
test.each([
  ['1970-01-01T00:00:59Z', '287082'],
  ['2005-03-18T01:58:29Z', '081804'],
  ['2005-03-18T01:58:31Z', '050471'],
  ['2009-02-13T23:31:30Z', '005924'],
  ['2033-05-18T03:33:20Z', '279037'],
  ['2603-10-11T11:33:20Z', '353130'],
])('the code at %s', (at, code) => {
  expect(totpCode(secret, totpStepAt(new Date(at)))).toBe(code);
});

// RFC 4648 section 10, without padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %j', (text, base32) => {
  expect(toBase32(Buffer.from(text))).toBe(base32);
  expect(fromBase32(`${base32.toLowerCase()}==`)?.toString()).toBe(text);
});

test.each(['M', 'MY0', '!', 'MZX'])('%s is no base32', (s) => {
  expect(fromBase32(s)).toBeUndefined();
});

test('a code is taken one step early or late, once, and in full width', () => {
  const at = new Date('2009-02-13T23:31:30Z');
  const step = totpStepAt(at);
  const code = (n: number) => totpCode(secret, step + n);
  expect([-2, -1, 0, 1, 2].map((n) => matchTotp(secret, code(n), at))).toEqual([
    undefined,
    step - 1,
    step,
    step + 1,
    undefined,
  ]);
  expect(matchTotp(secret, '００５ ９２４', at)).toBe(step);
  expect(matchTotp(secret, code(0), at, step)).toBeUndefined();
  expect(matchTotp(secret, code(-1), at, step)).toBeUndefined();
  expect(matchTotp(secret, code(1), at, step)).toBe(step + 1);
  expect(['', '00592', 'abcdef', '0059240', '-05924'].map((typed) => matchTotp(secret, typed, at))).toEqual(
    Array(5).fill(undefined),
  );
});

test('the address for authenticator apps', () => {
  expect(otpauthUri({ secret, issuer: '加古川市', account: 'a b@example.jp' })).toBe(
    'otpauth://totp/%E5%8A%A0%E5%8F%A4%E5%B7%9D%E5%B8%82:a%20b%40example.jp?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' +
      '&issuer=%E5%8A%A0%E5%8F%A4%E5%B7%9D%E5%B8%82&algorithm=SHA1&digits=6&period=30',
  );
  expect(newTotpSecret()).toHaveLength(20);
});

test('recovery codes are ten, different, and found however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
    expect(recoveryCodeHash(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(recoveryCodeHash(code));
  }
  expect(recoveryCodeHash('AAAA')).not.toBe(recoveryCodeHash('AAAB'));
});
