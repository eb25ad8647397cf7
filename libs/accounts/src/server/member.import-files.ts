import { fold, type LocalizedText } from '@hiroba/kernel';
import { readTable, type FoundProblem, type ImportColumn } from '@hiroba/server';
import { mailAddress } from '../domain/address.ts';
import type { MemberTyped } from '../domain/member.commands.ts';
import { mostMemberRows } from '../domain/member.ts';

/** A row of a list of members. */
export interface MemberRow extends MemberTyped {
  readonly line: number;
}

const columns: readonly ImportColumn[] = [
  { name: 'mail', otherNames: ['email', 'e-mail', 'メール', 'メールアドレス', 'アドレス'], required: true },
  { name: 'name', otherNames: ['氏名', '名前', 'お名前'] },
  { name: 'role', otherNames: ['role_ja', '役割', '役職', '肩書き', '肩書'] },
  { name: 'role_en', otherNames: ['役割（英語）'] },
  { name: 'published', otherNames: ['公開', '名前の公開', '氏名の公開'] },
];

const yes = ['yes', 'true', '1', 'はい', '公開', '公開する', '○', '〇', '◯'].map(fold);
const no = ['', 'no', 'false', '0', 'いいえ', '非公開', '公開しない', '×', '✕'].map(fold);

/** Reads a list of members; whatever is wrong in it is told by line. */
export function readMembers(bytes: Uint8Array): { readonly rows: readonly MemberRow[]; readonly problems: readonly FoundProblem[]; readonly ignored: readonly string[] } {
  const table = readTable(bytes, columns, { rows: mostMemberRows, cell: 1_000 });
  const problems: FoundProblem[] = [...table.problems];
  const seen = new Map<string, number>();
  const rows = table.rows.map(({ line, cells }): MemberRow => {
    const cell = (name: string) => cells[name] ?? '';
    const key = mailAddress(cell('mail'))?.key;
    const before = key === undefined ? undefined : seen.get(key);
    if (key === undefined && cell('mail') !== '') problems.push({ line, column: 'mail', code: 'BAD_ADDRESS' });
    else if (before !== undefined) problems.push({ line, column: 'mail', code: 'DUPLICATE_MAIL', params: { line: before } });
    else if (key !== undefined) seen.set(key, line);
    const flag = fold(cell('published'));
    if (!yes.includes(flag) && !no.includes(flag)) problems.push({ line, column: 'published', code: 'BAD_FLAG' });
    const role: LocalizedText = { ja: cell('role'), ...(cell('role_en') === '' ? {} : { en: cell('role_en') }) };
    return { line, mail: cell('mail'), name: cell('name'), role, published: yes.includes(flag) };
  });
  return { rows, problems: problems.sort((a, b) => a.line - b.line), ignored: table.ignored };
}
