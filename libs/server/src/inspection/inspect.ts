import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { judgeKind, type FileKind, type FileKindProblem } from '../file-kinds.ts';
import type { ImageProblem } from '../images.ts';
import { decodeText } from '../text-decoding.ts';
import type { PdfFacts } from './pdf.ts';

/** What is to be looked into: a file under a name of ours, and the name it was sent with. */
export interface InspectionTask {
  readonly file: string;
  readonly sentName: string;
  readonly audience: 'participant' | 'staff';
  /** The widths in which an image is made anew. */
  readonly widths: readonly number[];
  /** Where the images are written. */
  readonly folder: string;
}

/** An image as it was made anew, without anything but its pixels. */
export interface MadeImage {
  readonly file: string;
  readonly mime: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** What a file is, found out by looking into it. */
export interface Inspection {
  readonly shape: FileKind['shape'];
  readonly mime: string;
  readonly charset?: string;
  readonly images: readonly MadeImage[];
  readonly pdf?: PdfFacts;
}

/** Why a file is refused after a look into it. */
export type InspectionProblem = FileKindProblem | ImageProblem;

const charsets = { 'UTF-8': 'utf-8', 'UTF-16LE': 'utf-16le', 'UTF-16BE': 'utf-16be', CP932: 'shift_jis' } as const;

async function imagesOf(
  bytes: Buffer,
  { widths, folder }: InspectionTask,
): Promise<readonly MadeImage[] | ImageProblem> {
  const { reencode } = await import('../images.ts');
  const made = await reencode(bytes, widths);
  if ('problem' in made) return made.problem;
  const images: MadeImage[] = [];
  for (const [at, { bytes: pixels, mime, width, height }] of made.images.entries()) {
    const file = path.join(folder, `image-${at}`);
    await writeFile(file, pixels, { flag: 'wx', mode: 0o600 });
    images.push({ file, mime, bytes: pixels.length, width, height });
  }
  return images;
}

/** Looks into a file; only ever called in a process of its own, whose memory and time are bounded, and which loads only what that kind of file needs. */
export async function inspect(task: InspectionTask): Promise<Inspection | { readonly problem: InspectionProblem }> {
  const bytes = await readFile(task.file);
  const judged = await judgeKind(bytes, task.sentName, task.audience);
  if ('problem' in judged) return judged;
  const { shape, mime } = judged.kind;
  if (shape === 'IMAGE') {
    const images = await imagesOf(bytes, task);
    return typeof images === 'string' ? { problem: images } : { shape, mime, images };
  }
  if (shape === 'PDF') {
    const { pdfFacts } = await import('./pdf.ts');
    return { shape, mime, images: [], pdf: pdfFacts(bytes) };
  }
  if (shape === 'OFFICE') return { shape, mime, images: [] };
  const encoding = decodeText(bytes)?.encoding ?? 'UTF-8';
  return { shape, mime, images: [], charset: charsets[encoding] };
}
