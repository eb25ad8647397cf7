import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { Refusal } from '@hiroba/kernel';
import type { ParsedUnit } from '../domain/plan.ts';
import { unitsOfFile, unitsOfText } from './plan.import.ts';

const file = (name: string, bytes: Uint8Array) => new File([new Uint8Array(bytes)], name);
const short = (units: readonly ParsedUnit[] | Refusal) =>
  (units instanceof Refusal ? units.code : units.map(({ kind, level, text, page }) => `${kind}${level || ''} ${text}${page ? ` @${page}` : ''}`));

const paragraph = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const docx = (body: string) => zipSync({
  'word/document.xml': strToU8(`<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`),
  'word/styles.xml': strToU8('<w:styles><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>'
    + '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="本文"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'),
});

describe('the text of a draft plan', () => {
  test('is read from Word: headings by style or outline, items, rows, pages, without deletions and readings', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
    const body = [
      paragraph('目的', '<w:pStyle w:val="a1"/>'),
      '<w:p><w:r><w:t>歩道を</w:t></w:r><w:del><w:r><w:delText>せまく</w:delText><w:t>せまく</w:t></w:r></w:del><w:ins><w:r><w:t>広く &amp; 明るく</w:t></w:r></w:ins>'
        + '<w:ruby><w:rt><w:r><w:t>ふりがな</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:p>',
      '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
      paragraph('期間', '<w:pStyle w:val="a2"/>'),
      paragraph('通学路', '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
      `<w:tbl><w:tr>${cell('道')}${cell('長さ')}</w:tr></w:tbl>`, '<w:p/>',
    ].join('');
    expect(short(await unitsOfFile(file('案.docx', docx(body))))).toEqual([
      'HEADING1 目的 @1', 'PARAGRAPH 歩道を広く & 明るく漢字 @1', 'HEADING2 期間 @2', 'ITEM 通学路 @2', 'ROW 道 | 長さ @2']);
  });

  test('is read from OpenDocument', async () => {
    const content = '<office:text><text:h text:outline-level="2">期間</text:h><text:p>10年<text:s text:c="2"/>です。<text:note><text:p>注</text:p></text:note></text:p>'
      + '<text:list><text:list-item><text:p>橋</text:p></text:list-item></text:list>'
      + '<table:table-row><table:table-cell><text:p>道</text:p></table:table-cell><table:table-cell><text:p>4km</text:p></table:table-cell></table:table-row></office:text>';
    expect(short(await unitsOfFile(file('案.odt', zipSync({ 'content.xml': strToU8(content) }))))).toEqual([
      'HEADING2 期間 @1', 'PARAGRAPH 10年  です。 @1', 'ITEM 橋 @1', 'ROW 道 | 4km @1']);
  });

  test('is read from Markdown and pasted HTML, of which nothing is ever HTML again', () => {
    expect(short(unitsOfText('# 第1章 目的\n\n広く\n\n- 橋\n- 道\n\n| 道 | 長さ |\n|---|---|\n| a | 4 |\n\n<script>alert(1)</script>', 'MARKDOWN'))).toEqual([
      'HEADING1 第1章 目的', 'PARAGRAPH 広く', 'ITEM 橋', 'ITEM 道', 'ROW 道 | 長さ', 'ROW a | 4', 'PARAGRAPH <script>alert(1)</script>']);
    expect(short(unitsOfText('<h2 onclick="x">期間</h2><script>alert(1)</script><p>10年<br>です<ruby>漢字<rt>かんじ</rt></ruby></p><ul><li><p>橋</p></li></ul>', 'HTML'))).toEqual([
      'HEADING2 期間', 'PARAGRAPH 10年\nです漢字', 'ITEM 橋']);
  });

  test('is refused where it is something else', async () => {
    expect(short(await unitsOfFile(file('案.docx', zipSync({ 'a.txt': strToU8('a') }))))).toBe('KIND_NOT_ALLOWED');
    expect(short(await unitsOfFile(file('案.pdf', strToU8('%PDF-1.7\n').map((byte, n) => (n === 8 ? 0xff : byte)))))).toBe('BAD_FILE');
    expect(short(await unitsOfFile(file('案.docx', docx('<!DOCTYPE x [<!ENTITY a "aaaa">]><w:p/>'))))).toBe('KIND_NOT_ALLOWED');
  });
});
