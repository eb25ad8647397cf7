import { describe, expect, it, test } from '@jest/globals';
import { Refusal } from '@hiroba/kernel';
import { kindAfter, kindChanges, kindMissing, kindOfAll, kindRefusal, kindShown, kindsAsked, type Kinded, type KindInput } from './proposal.kind.ts';

const place = (kinds: 'OFF' | 'NEED' | 'POLICY' | 'BOTH') => ({ kinds }) as never;
const code = (refusal: Refusal | undefined) => (refusal ? `${refusal.code} ${refusal.field}` : undefined);
const published = (input: KindInput, before: Kinded, kinds: 'OFF' | 'NEED' | 'POLICY' | 'BOTH') =>
  code(kindMissing(kindAfter(input, before, place(kinds)), before, place(kinds)));

describe('what a proposal is', () => {
  it.each<[string, KindInput, Kinded, 'OFF' | 'NEED' | 'POLICY' | 'BOTH', string | undefined]>([
    ['nothing where nothing is asked', {}, {}, 'OFF', undefined],
    ['a need where nothing is asked', { kind: 'NEED' }, {}, 'OFF', 'BAD_USER_INPUT kind'],
    ['nothing where needs are asked for: it is one', {}, {}, 'NEED', undefined],
    ['a policy where needs are asked for', { kind: 'POLICY' }, {}, 'NEED', 'BAD_USER_INPUT kind'],
    ['nothing where both are', {}, {}, 'BOTH', 'EMPTY kind'],
    ['a policy where both are', { kind: 'POLICY' }, {}, 'BOTH', undefined],
    ['a policy that was one before the rules changed', {}, { kind: 'POLICY' }, 'NEED', undefined],
  ])('%s', (_, input, before, kinds, expected) => {
    expect(published(input, before, kinds)).toBe(expected);
  });

  test('may be left open in a draft', () => {
    expect(kindRefusal(kindAfter({}, {}, place('BOTH')), {}, place('BOTH'))).toBeUndefined();
    expect(kindsAsked(place('BOTH'))).toEqual(['NEED', 'POLICY']);
  });

  test('of several is theirs where all are the same', () => {
    expect(kindOfAll([{ kind: 'NEED' }, { kind: 'NEED' }])).toBe('NEED');
    expect(kindOfAll([{ kind: 'NEED' }, { kind: 'POLICY' }])).toBeNull();
    expect(kindOfAll([{ kind: 'NEED' }, {}])).toBeNull();
  });
});

describe('what it says besides its text', () => {
  test('is kept composed, changed name by name, and shown only as its kind is asked', () => {
    const first = kindAfter({ kind: 'NEED', details: { affected: ' 車いすの人 ', often: '毎日', cost: '百万円' } }, {}, place('BOTH'));
    const next = kindAfter({ details: { often: '' } }, first, place('BOTH'));
    expect(next.details).toEqual({ affected: '車いすの人', cost: '百万円' });
    expect(kindShown(next)).toEqual({ kind: 'NEED', details: { affected: '車いすの人' } });
    expect(kindChanges(next, first)).toEqual(['kind']);
    expect(kindChanges(kindAfter({ details: { cost: '二百万円' } }, next, place('BOTH')), next)).toEqual([]);
  });

  it.each([
    ['𠮷'.repeat(300), undefined], ['𠮷'.repeat(301), 'TOO_LONG details.affected'], ['a\u202eb', 'BAD_TEXT details.affected'],
  ])('is bounded', (affected, expected) => {
    expect(published({ kind: 'NEED', details: { affected } }, {}, 'BOTH')).toBe(expected);
  });
});
