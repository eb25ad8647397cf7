import sharp from 'sharp';
import { Canvas, colourOf, mixed } from './canvas.ts';
import { scenes } from './scenes.ts';

const size = { width: 1280, height: 640 } as const;

/** The picture of a space of the demo city, as somebody at the office would send it. */
export async function pictureOf(
  slug: string,
  accent: string,
): Promise<{ readonly picture: File; readonly alt: object } | undefined> {
  const scene = Object.hasOwn(scenes, slug) ? scenes[slug] : undefined;
  if (!scene) return undefined;
  const canvas = new Canvas(size.width, size.height);
  scene.draw(canvas, (lightness) => mixed(colourOf(accent), [255, 255, 255], lightness));
  const png = await sharp(canvas.pixels, { raw: { ...size, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { picture: new File([new Uint8Array(png)], `${slug}.png`, { type: 'image/png' }), alt: scene.alt };
}
