import { fileTypeFromBuffer } from 'file-type';
import { zipEntries } from './inspection/zip-directory.ts';
import { decodeText } from './text-decoding.ts';

/** A kind of file that may be uploaded. */
export interface FileKind {
  readonly mime: string;
  readonly extensions: readonly string[];
  readonly shape: 'IMAGE' | 'PDF' | 'TEXT' | 'OFFICE';
  readonly staffOnly: boolean;
}

const kind = (shape: FileKind['shape'], mime: string, extensions: string, staffOnly = false): FileKind => ({
  shape,
  mime,
  extensions: extensions.split(' '),
  staffOnly,
});

/** The kinds of files that may be uploaded. */
export const fileKinds: readonly FileKind[] = [
  kind('IMAGE', 'image/jpeg', 'jpg jpeg jpe'),
  kind('IMAGE', 'image/png', 'png'),
  kind('IMAGE', 'image/webp', 'webp'),
  kind('PDF', 'application/pdf', 'pdf'),
  kind('TEXT', 'text/plain', 'txt'),
  kind('TEXT', 'text/csv', 'csv', true),
  kind('TEXT', 'application/json', 'json', true),
  kind('TEXT', 'application/geo+json', 'geojson', true),
  kind('TEXT', 'text/markdown', 'md', true),
  kind('OFFICE', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx', true),
  kind('OFFICE', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx', true),
  kind('OFFICE', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx', true),
  kind('OFFICE', 'application/vnd.oasis.opendocument.text', 'odt', true),
  kind('OFFICE', 'application/vnd.oasis.opendocument.spreadsheet', 'ods', true),
  kind('OFFICE', 'application/vnd.oasis.opendocument.presentation', 'odp', true),
];

/** A reason why a file is refused for its kind. */
export type FileKindProblem = 'KIND_NOT_ALLOWED' | 'NAME_CONTRADICTS' | 'HEIC' | 'POLYGLOT' | 'UNSAFE_FILE';

const HEIC = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence']);
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|img|\?xml|\?php|a\s)/i;
const OTHER_SIGNATURES = ['%PDF-', 'PK\x03\x04', 'GIF8', '\x89PNG\r\n', 'MZ\x90', '\x7fELF'];

const isArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

// Latin-1 shows every byte as one character.
const head = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 1024)).toString('latin1');

function isPolyglot(bytes: Uint8Array, shape: FileKind['shape']): boolean {
  const text = head(bytes);
  if (MARKUP.test(text)) return true;
  return shape !== 'OFFICE' && OTHER_SIGNATURES.some((signature) => text.indexOf(signature, 1) > 0);
}

function isWhole(text: string, mime: string): boolean {
  if (!mime.endsWith('json')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// No signature tells kinds of text apart: the name does, and the content must not contradict it.
function textKind(bytes: Uint8Array, extension: string): FileKind | undefined {
  const found = fileKinds.find(({ shape, extensions }) => shape === 'TEXT' && extensions.includes(extension));
  const text = found === undefined ? undefined : decodeText(bytes)?.text;
  return found !== undefined && text !== undefined && isWhole(text, found.mime) ? found : undefined;
}

/** Judges a file by its content; its name must not contradict it. */
export async function judgeKind(
  bytes: Uint8Array,
  name: string,
  audience: 'participant' | 'staff',
): Promise<{ readonly kind: FileKind } | { readonly problem: FileKindProblem }> {
  const extension = /\.([^.]*)$/.exec(name.toLowerCase())?.[1] ?? '';
  // Before anybody unpacks a part of it to see what it is.
  if (isArchive(bytes) && zipEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)) === undefined)
    return { problem: audience === 'staff' ? 'UNSAFE_FILE' : 'KIND_NOT_ALLOWED' };
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed !== undefined && HEIC.has(sniffed.mime)) return { problem: 'HEIC' };
  const found =
    sniffed === undefined ? textKind(bytes, extension) : fileKinds.find(({ mime }) => mime === sniffed.mime);
  if (found === undefined || (found.staffOnly && audience !== 'staff')) return { problem: 'KIND_NOT_ALLOWED' };
  if (!found.extensions.includes(extension)) return { problem: 'NAME_CONTRADICTS' };
  return isPolyglot(bytes, found.shape) ? { problem: 'POLYGLOT' } : { kind: found };
}
