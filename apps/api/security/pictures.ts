import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import type { Fort } from './support.ts';

/** Gives a space a picture. */
export const setPicture = `mutation Set($id: ID!, $edition: Int!, $picture: Upload, $alt: LocalizedTextInput!, $decorative: Boolean!) {
  outcome: setSpaceHero(id: $id, edition: $edition, picture: $picture, alt: $alt, decorative: $decorative) {
    __typename ... on Space { id edition hero { src srcSmall width height alt { ja en } } } ... on Refusal { code field message } } }`;
/** Takes the picture of a space away. */
export const removePicture = `mutation Remove($id: ID!, $edition: Int!) {
  outcome: removeSpaceHero(id: $id, edition: $edition) { __typename ... on Space { id hero { src } } ... on Refusal { code field } } }`;

/** The picture of a space as everybody sees it. */
export interface Hero {
  readonly src: string;
  readonly srcSmall: string;
  readonly width: number;
  readonly height: number;
  readonly alt: { readonly ja: string | null; readonly en: string | null };
}
/** What a spec reads of a space. */
export interface Shown {
  readonly edition: number;
  readonly hero: Hero | null;
}

/** A photo that tells which camera took it. */
export const photo = (width = 1600, height = 900): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#47a' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'Maker-1234' } })
    .toBuffer();
/** A file as a form hands it over. */
export const file = (bytes: Uint8Array, name = 'photo.jpg'): File =>
  new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' });
/** Words about a picture. */
export const alt = { ja: '川沿いの道を歩く人たち', en: 'People walking by the river' };

/** What a server answered, in bytes. */
export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

/** Asks a server for bytes. */
export const getter =
  ({ port }: Fort) =>
  (path: string, { host = 'city.test', method = 'GET', headers = {} } = {}): Promise<Served> =>
    new Promise((resolve, reject) => {
      const asked = request(
        { port, host: '127.0.0.1', path, method, agent: false, headers: { host, ...headers } },
        (incoming) => {
          const { statusCode: status = 0, headers: answered } = incoming;
          buffer(incoming).then((bytes) => resolve({ status, headers: answered, bytes }), reject);
        },
      );
      asked.on('error', reject).end();
    });

/** What staff do with the picture of a space. */
export function pictureActs(staff: Actor, room: PlacedRoom) {
  let photos = 0;
  const shown = async (slug = room.slug): Promise<Shown> => {
    const { space } = await staff.run<{ space: Shown }>(
      'query S($slug: String!) { space(slug: $slug) { edition hero { src srcSmall width height alt { ja en } } } }',
      { slug },
    );
    return space;
  };
  const sent = async (picture: File | null, more: object = {}, place = room) => ({
    id: place.spaceId,
    edition: (await shown(place.slug)).edition,
    picture,
    alt,
    decorative: false,
    ...more,
  });
  return {
    shown,
    sent,
    /** Why a picture is refused, if it is. */
    refused: async (picture: File | null, more: object = {}, by = staff) =>
      by.refused(setPicture, await sent(picture, more)),
    /** Gives the space a picture that nobody has sent before. */
    async hero(): Promise<Hero> {
      photos += 1;
      await staff.act(setPicture, await sent(file(await photo(1600 + 16 * photos))));
      return (await shown()).hero as Hero;
    },
  };
}
