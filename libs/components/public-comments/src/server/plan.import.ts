import { readFile } from 'node:fs/promises';
import { unzipSync, strFromU8 } from 'fflate';
import MarkdownIt from 'markdown-it';
import { Refusal } from '@hiroba/kernel';
import { isTooLarge, mostMegabytes, type UploadedFile } from '@hiroba/server';
import { tidyUnits, type ParsedUnit } from '../domain/plan.ts';
import { unitsOfDocx } from './plan.docx.ts';
import { unitsOfHtml } from './plan.html.ts';
import { unitsOfOdt } from './plan.odt.ts';

const LARGEST_PART = 30_000_000;
const LONGEST_TEXT = 2_000_000;
const markdown = new MarkdownIt({ html: false, linkify: false });

/** The units of a pasted text. */
export function unitsOfText(text: string, format: 'MARKDOWN' | 'HTML'): readonly ParsedUnit[] | Refusal {
  if (text.length > LONGEST_TEXT) return new Refusal('TOO_LONG', 'text', { max: LONGEST_TEXT });
  return tidyUnits(unitsOfHtml(format === 'HTML' ? text : markdown.render(text)));
}

/** The parts of an office file that hold its text; nothing where it is no such file. */
function partsOf(bytes: Uint8Array): Readonly<Record<string, string>> | undefined {
  const wanted = new Set(['word/document.xml', 'word/styles.xml', 'content.xml']);
  try {
    const parts = unzipSync(bytes, { filter: ({ name, originalSize }) => wanted.has(name) && originalSize <= LARGEST_PART });
    const texts = Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strFromU8(content)]));
    // Entities of its own are the only thing in XML that can grow.
    return Object.values(texts).some((text) => /<!(?:DOCTYPE|ENTITY)/i.test(text)) ? undefined : texts;
  } catch {
    return undefined;
  }
}

/** The units of a file: DOCX and ODT by what is in it, Markdown and HTML by its name. */
export async function unitsOfFile(file: UploadedFile): Promise<readonly ParsedUnit[] | Refusal> {
  if (isTooLarge(file, mostMegabytes.staff)) return new Refusal('TOO_LARGE', 'file', { max: mostMegabytes.staff });
  const bytes = file.path ? await readFile(file.path) : new Uint8Array(await file.arrayBuffer());
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return unitsOfText(text, /\.html?$/i.test(file.name) ? 'HTML' : 'MARKDOWN');
    } catch {
      return new Refusal('BAD_FILE', 'file');
    }
  }
  const { 'word/document.xml': word, 'word/styles.xml': styles = '', 'content.xml': odt } = partsOf(bytes) ?? {};
  if (word) return tidyUnits(unitsOfDocx(word, styles));
  return odt ? tidyUnits(unitsOfOdt(odt)) : new Refusal('KIND_NOT_ALLOWED', 'file');
}
