import sharp from 'sharp';
import { imageSize, withoutExtraChunks, type ImageSize } from './image-header.ts';

/** A re-encoded image without any metadata, the only form in which pictures are served. */
export interface ServedImage extends ImageSize {
  readonly bytes: Buffer;
  readonly mime: 'image/webp';
}

/** A reason why an image is refused. */
export type ImageProblem = 'TOO_MANY_PIXELS' | 'BROKEN_IMAGE';

const MOST_PIXELS = 40_000_000;
const LONGEST_SIDE = 12_000;
const SECONDS = 20;

// Everything libvips could load but these three stays closed, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
sharp.cache(false);

/** Whether an image of this size is refused before it is decoded. */
export function hasTooManyPixels({ width, height }: ImageSize): boolean {
  return width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS;
}

/** Re-encodes an image to WebP in each of the wanted widths, upright and without metadata; none is enlarged. */
export async function reencode(
  bytes: Buffer,
  widths: readonly number[],
): Promise<{ readonly images: readonly ServedImage[] } | { readonly problem: ImageProblem }> {
  const declared = imageSize(bytes);
  if (declared === undefined || declared.width === 0 || declared.height === 0) return { problem: 'BROKEN_IMAGE' };
  if (hasTooManyPixels(declared)) return { problem: 'TOO_MANY_PIXELS' };
  const source = bytes[0] === 0x89 ? withoutExtraChunks(bytes) : bytes;
  if (source === undefined) return { problem: 'BROKEN_IMAGE' };
  try {
    const images: ServedImage[] = [];
    for (const width of widths) images.push(await served(source, width));
    return { images };
  } catch {
    return { problem: 'BROKEN_IMAGE' };
  }
}

async function served(source: Buffer, width: number): Promise<ServedImage> {
  const { data, info } = await sharp(source, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize({ width, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height, mime: 'image/webp' };
}
