type Corner = readonly [lon: number, lat: number];

const district = (name: string, corners: readonly Corner[]) => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]]] },
});

/** The town around the station and along the river, drawn where on the real earth there is only sea. */
export const townArea: string = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    district('北口', [
      [134.43, 34.512],
      [134.455, 34.517],
      [134.472, 34.513],
      [134.469, 34.5],
      [134.448, 34.4985],
      [134.431, 34.5],
    ]),
    district('南口', [
      [134.431, 34.5],
      [134.448, 34.4985],
      [134.469, 34.5],
      [134.471, 34.487],
      [134.452, 34.482],
      [134.434, 34.486],
    ]),
    district('川ぞい', [
      [134.472, 34.513],
      [134.469, 34.5],
      [134.471, 34.487],
      [134.483, 34.484],
      [134.489, 34.499],
      [134.485, 34.515],
    ]),
  ],
});

type Spot = readonly [address: string, ...point: readonly [] | readonly [lat: number, lon: number]];

const spots: Readonly<Record<string, Spot>> = {
  shade: ['駅前のバス乗り場', 34.5018, 134.4517],
  'dry-way': ['改札からバス乗り場まで', 34.5011, 134.4506],
  nursing: ['駅前広場', 34.5001, 134.4529],
  'soft-light': ['駅前広場', 34.5007, 134.4536],
  koi: ['駅前広場の池', 34.503, 134.4552],
  bell: ['鐘の塔', 34.5066, 134.4576],
  'book-market': ['駅前広場', 34.4994, 134.4523],
  'gathering-place': ['駅前広場'],
  'play-water': ['駅前広場の南', 34.4973, 134.4538],
  smoking: ['北口', 34.5089, 134.4489],
  'push-bikes': ['北口の歩道', 34.51, 134.4455],
  signs: ['改札を出たところ', 34.4995, 134.4498],
  'step-map': ['南口の交差点', 34.4878, 134.4472],
  'kiss-and-ride': ['南口の車寄せ', 34.4937, 134.4514],
  underground: ['南口の駐輪場', 34.4904, 134.4555],
  'fruit-trees': ['さくら堤', 34.5084, 134.4771],
  'creature-signs': ['緑道の入口', 34.5031, 134.4764],
  'fishing-rail': ['舟留橋の下流', 34.4919, 134.4768],
  'low-lights': ['堤防の暗い区間', 34.4957, 134.4776],
  underpass: ['舟留橋', 34.4934, 134.4772],
  'earth-path': ['上流の林の中', 34.5121, 134.4802],
  benches: ['土手の上', 34.5002, 134.4779],
  toilets: ['鐘見橋', 34.5061, 134.4758],
  'dog-water': ['緑道の広場', 34.4986, 134.4783],
  barbecue: ['河原', 34.4897, 134.4801],
};

/** Where a demo proposal is about, as its author typed it; null where it says nothing of it. */
export function spotOfDemo(proposal: string): object | null {
  const spot = spots[proposal];
  if (!spot) return null;
  const [address, lat, lon] = spot;
  return { address, lat: lat?.toString() ?? '', lon: lon?.toString() ?? '' };
}

/** The demo proposals that say where they are about. */
export const placedInDemo: readonly string[] = Object.keys(spots);
