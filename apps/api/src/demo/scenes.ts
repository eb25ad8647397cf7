import type { LocalizedText } from '@hiroba/kernel';
import { Canvas, colourOf, mixed, type Colour } from './canvas.ts';

/** A drawing of the demo city: what it shows in words, and how it is drawn. */
export interface Scene {
  readonly alt: LocalizedText;
  readonly draw: (canvas: Canvas, soft: (lightness: number) => Colour) => void;
}

const white: Colour = [255, 255, 255];
const sand = colourOf('#f3e6d0');
const sun = colourOf('#f7dca6');
const coral = colourOf('#e6a684');
const cream = colourOf('#fdf8ee');

type Draw = Scene['draw'];
type Soft = Parameters<Draw>[1];

const hill =
  (base: number, rise: number, length: number, shift: number) =>
  (x: number): number =>
    base - rise * Math.sin(x / length + shift) - rise * 0.35 * Math.sin(x / (length * 0.37) + shift * 2);

function tree(canvas: Canvas, soft: Soft, x: number, bottom: number, size: number, lightness = 0.45): void {
  canvas.box(x, bottom, size * 0.12, size * 0.9, soft(0.2));
  canvas.disc(x, bottom - size, size * 0.42, soft(lightness), 0.92);
  canvas.disc(x - size * 0.22, bottom - size * 0.82, size * 0.3, soft(lightness + 0.08));
  canvas.disc(x + size * 0.24, bottom - size * 0.86, size * 0.27, soft(lightness - 0.06));
}

function person(canvas: Canvas, x: number, bottom: number, size: number, coat: Colour): void {
  canvas.box(x, bottom, size * 0.42, size * 0.68, coat, size * 0.2);
  canvas.disc(x, bottom - size * 0.84, size * 0.16, mixed(coat, sand, 0.7));
}

function house(canvas: Canvas, soft: Soft, x: number, bottom: number, width: number, wall: Colour): void {
  canvas.box(x, bottom, width, width * 0.62, wall);
  canvas.gable(x, bottom - width * 0.6, width * 1.24, width * 0.42, soft(0.3));
  canvas.box(x - width * 0.22, bottom - width * 0.2, width * 0.2, width * 0.2, soft(0.75));
  canvas.box(x + width * 0.2, bottom, width * 0.22, width * 0.38, soft(0.5));
}

function bench(canvas: Canvas, soft: Soft, x: number, bottom: number, size: number): void {
  canvas.box(x, bottom - size * 0.26, size, size * 0.09, soft(0.1), 2);
  canvas.box(x, bottom - size * 0.46, size, size * 0.09, soft(0.1), 2);
  for (const side of [-0.4, 0.4]) canvas.box(x + side * size, bottom, size * 0.07, size * 0.5, soft(0.1));
}

const morning = (canvas: Canvas, soft: Soft, sunX: number, sunY: number): void => {
  canvas.sky(soft(0.82), mixed(soft(0.95), sand, 0.5));
  canvas.disc(sunX, sunY, 62, sun);
  canvas.ground(hill(300, 40, 210, 0.4), soft(0.74));
  canvas.ground(hill(335, 30, 150, 2.1), soft(0.62));
};

const river: Draw = (canvas, soft) => {
  morning(canvas, soft, 960, 190);
  canvas.ground(hill(372, 8, 260, 1), soft(0.5));
  const winding = (y: number): number => 640 + 190 * Math.sin((y - 350) / 78) * ((y - 330) / 310);
  canvas.strip(368, 640, winding, (y) => 14 + (y - 366) * 0.72, soft(0.8));
  canvas.strip(
    376,
    640,
    (y) => winding(y) - 8,
    (y) => 4 + (y - 366) * 0.42,
    soft(0.88),
  );
  canvas.strip(
    372,
    640,
    (y) => winding(y) + 34 + (y - 366) * 1.05,
    (y) => 3 + (y - 366) * 0.11,
    sand,
  );
  for (const [x, bottom, size] of [
    [250, 408, 70],
    [330, 420, 88],
    [150, 452, 120],
    [1010, 402, 64],
    [1090, 416, 84],
    [1190, 448, 118],
  ] as const) {
    tree(canvas, soft, x, bottom, size);
  }
  bench(canvas, soft, 1010, 486, 92);
  person(canvas, 884, 470, 54, coral);
  person(canvas, 916, 474, 46, soft(0.1));
  person(canvas, 806, 424, 30, soft(0.15));
};

const station: Draw = (canvas, soft) => {
  canvas.sky(soft(0.84), mixed(soft(0.96), sand, 0.4));
  canvas.ground(hill(300, 26, 240, 1.2), soft(0.78));
  for (const [x, width, height] of [
    [120, 130, 190],
    [250, 110, 140],
    [1050, 120, 170],
    [1180, 150, 220],
  ] as const) {
    canvas.box(x, 400, width, height, soft(0.68));
    for (let row = 0; row < height / 40 - 1; row += 1)
      for (const side of [-0.26, 0, 0.26]) canvas.box(x + side * width, 400 - 24 - row * 40, 14, 18, soft(0.86));
  }
  canvas.box(640, 400, 560, 124, cream);
  canvas.gable(640, 286, 660, 46, soft(0.28), 540);
  canvas.box(640, 288, 120, 120, cream);
  canvas.gable(640, 172, 160, 52, soft(0.28), 20);
  canvas.disc(640, 218, 28, soft(0.2));
  canvas.disc(640, 218, 23, white);
  canvas.box(640, 219, 3, 17, soft(0.1));
  canvas.box(645, 220, 13, 3, soft(0.1));
  for (let door = 0; door < 9; door += 1)
    canvas.box(640 + (door - 4) * 58, 400, 36, 72, soft(door === 4 ? 0.4 : 0.72), 4);
  canvas.ground(() => 398, mixed(sand, white, 0.25));
  canvas.disc(640, 520, 78, soft(0.9), 5.4);
  canvas.disc(640, 520, 58, mixed(sand, white, 0.55), 5.4);
  for (const [x, bottom, size] of [
    [190, 440, 110],
    [330, 424, 84],
    [940, 424, 84],
    [1090, 442, 112],
  ] as const)
    tree(canvas, soft, x, bottom, size);
  bench(canvas, soft, 420, 506, 96);
  bench(canvas, soft, 870, 506, 96);
  for (const [x, bottom, size, light] of [
    [540, 486, 56, 0.1],
    [572, 490, 40, 0.45],
    [700, 474, 50, 0.3],
    [760, 540, 66, 0],
    [620, 552, 62, 0.5],
  ] as const) {
    person(canvas, x, bottom, size, light === 0 ? coral : soft(light));
  }
};

const hills: Draw = (canvas, soft) => {
  canvas.sky(soft(0.8), mixed(sun, white, 0.5));
  canvas.disc(640, 300, 120, mixed(sun, white, 0.35));
  canvas.disc(640, 300, 84, sun);
  for (const [base, rise, length, shift, light] of [
    [310, 46, 190, 0.2, 0.74],
    [372, 42, 160, 2.4, 0.6],
    [436, 34, 220, 4.2, 0.46],
  ] as const) {
    canvas.ground(hill(base, rise, length, shift), soft(light));
  }
  for (const [x, bottom, width] of [
    [300, 470, 62],
    [372, 480, 48],
    [830, 462, 56],
    [900, 476, 70],
    [985, 480, 46],
  ] as const)
    house(canvas, soft, x, bottom, width, cream);
  canvas.ground(hill(500, 16, 260, 1), soft(0.34));
  canvas.strip(
    490,
    640,
    (y) => 640 + 60 * Math.sin((y - 490) / 50),
    (y) => 6 + (y - 490) * 0.3,
    sand,
  );
  for (const [x, bottom, size] of [
    [130, 520, 104],
    [215, 512, 76],
    [1080, 512, 84],
    [1170, 522, 112],
  ] as const)
    tree(canvas, soft, x, bottom, size, 0.5);
};

const garden: Draw = (canvas, soft) => {
  morning(canvas, soft, 250, 190);
  canvas.ground(hill(404, 10, 300, 0.3), soft(0.56));
  house(canvas, soft, 640, 452, 240, cream);
  canvas.box(640, 452, 300, 20, soft(0.42), 6);
  for (const [x, bottom, size] of [
    [400, 450, 150],
    [900, 446, 132],
    [1060, 452, 96],
    [200, 452, 108],
  ] as const)
    tree(canvas, soft, x, bottom, size, 0.4);
  canvas.box(1010, 318, 40, 40, coral, 6);
  canvas.strip(
    320,
    500,
    (y) => 1010 - 60 * Math.sin((y - 320) / 115),
    () => 1.4,
    soft(0.2),
  );
  for (const [x, bottom, size, light] of [
    [480, 500, 44, 0.1],
    [520, 506, 38, -1],
    [780, 500, 42, 0.4],
    [950, 512, 46, 0.15],
    [824, 504, 60, 0.3],
  ] as const) {
    person(canvas, x, bottom, size, light < 0 ? coral : soft(light));
  }
};

const letters: Draw = (canvas, soft) => {
  canvas.sky(soft(0.88), mixed(soft(0.95), sand, 0.5));
  canvas.ground(() => 470, mixed(sand, white, 0.3));
  const sheet = (x: number, bottom: number, width: number, height: number, lines: number, ink: Colour): void => {
    canvas.box(x + 8, bottom + 8, width, height, soft(0.78), 10);
    canvas.box(x, bottom, width, height, white, 10);
    canvas.box(x - width * 0.12, bottom - height + 62, width * 0.56, 20, ink, 10);
    for (let line = 0; line < lines; line += 1)
      canvas.box(x, bottom - height + 108 + line * 34, width * 0.8, 12, soft(0.72), 6);
  };
  sheet(440, 480, 250, 320, 6, soft(0.45));
  sheet(840, 480, 250, 320, 6, soft(0.45));
  sheet(640, 510, 280, 380, 3, coral);
  canvas.disc(640, 420, 52, soft(0.25));
  canvas.disc(640, 420, 40, white);
  for (const [x, y] of [
    [626, 412],
    [654, 412],
  ] as const)
    canvas.disc(x, y, 5, soft(0.1));
  canvas.disc(640, 430, 14, soft(0.1));
  canvas.box(640, 432, 32, 14, white);
  tree(canvas, soft, 180, 500, 150);
  tree(canvas, soft, 1110, 500, 170);
};

/** The drawings of the demo city, by the address of the space they stand at. */
export const scenes: Readonly<Record<string, Scene>> = {
  'river-greenway': {
    draw: river,
    alt: {
      ja: '山を背にゆるやかに曲がる川と、木々のある川沿いの道を歩く人たち、ベンチの絵',
      en: 'A drawing of a winding river before hills, with people walking on a path among trees, and a bench',
    },
  },
  'station-square': {
    draw: station,
    alt: {
      ja: '時計塔のある駅舎と、その前の広場に集まる人たち、木とベンチの絵',
      en: 'A drawing of a station with a clock tower, and people on the square before it among trees and benches',
    },
  },
  'plan-3': {
    draw: hills,
    alt: {
      ja: '重なる丘の向こうから日がのぼり、家々と木のあいだを一本の道がのびる絵',
      en: 'A drawing of the sun rising behind hills, with houses, trees and a road between them',
    },
  },
  'places-for-children': {
    draw: garden,
    alt: {
      ja: '木に囲まれた家の庭で、子どもたちがたこを揚げて遊ぶ絵',
      en: 'A drawing of children playing with a kite in the garden of a house among trees',
    },
  },
  'plain-notices': {
    draw: letters,
    alt: {
      ja: '文字の少ない、顔のしるしが付いたお知らせと、文字の多い2枚の紙の絵',
      en: 'A drawing of a notice with few words and a friendly face, before two sheets full of text',
    },
  },
};
