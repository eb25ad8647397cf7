import { expect, test } from '@jest/globals';
import { dispositionIn, judgeRow, sheetState, shownDisposition, type SheetAnswer } from './office-sheet.ts';
import { profiles } from './profile.ts';

const seal = (text: string): string => `#${text}`;
const none: SheetAnswer = { disposition: null, reply: '', reason: '', planChange: '', office: '' };
const said = (reply: string, more: Partial<SheetAnswer> = {}): SheetAnswer => ({ ...none, disposition: 'C', reply, ...more });

test.each<[string, SheetAnswer, SheetAnswer, SheetAnswer, string]>([
  ['an answer to what nobody has answered', none, none, said('参考'), 'APPLY'],
  ['a better answer', said('前'), said('前'), said('後'), 'APPLY'],
  ['what is said already', none, said('参考'), said('参考'), 'SAME'],
  ['what is said already, with other line ends', none, said('一\n二'), said('一\r\n二 '), 'SAME'],
  ['an answer to what somebody else answered meanwhile', none, said('別'), said('参考'), 'CONFLICT'],
  ['a row that the office left alone', none, said('別'), none, 'UNTOUCHED'],
  ['another office alone', said('参考', { office: '道路課' }), said('参考', { office: '道路課' }), said('参考', { office: '公園課' }), 'APPLY'],
  ['an office in front of an empty answer', none, none, { ...none, office: '道路課' }, 'SAME'],
])('PC25 %s', (_, exported, now, written, verdict) => {
  expect(judgeRow({ line: 2, id: 'o', state: seal(sheetState(exported)), answer: written }, { id: 'o', ...now }, seal)).toBe(verdict);
});

test('a row of an opinion that is not in the round, and one whose mark was lost', () => {
  expect(judgeRow({ line: 2, id: 'o', state: '', answer: said('参考') }, undefined, seal)).toBe('UNKNOWN_ID');
  expect(judgeRow({ line: 2, id: 'o', state: '', answer: said('参考') }, { id: 'o', ...none }, seal)).toBe('CONFLICT');
});

test('a disposition is told by its code, its label, or both, in any width', () => {
  const profile = profiles.MUNICIPAL;
  for (const cell of ['C', 'ｃ', 'c', shownDisposition(profile, 'C'), profile.dispositions.find(({ code }) => code === 'C')?.label.ja ?? '']) expect(dispositionIn(cell, profile)).toBe('C');
  expect(dispositionIn('', profile)).toBeNull();
  expect(dispositionIn('採用', profile)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'disposition' });
});
