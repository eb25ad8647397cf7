/** Where the pictures below maps come from: an address with `{z}`, `{x}` and `{y}`, and whom maps name for them. */
export interface Tiles {
  readonly url: string;
  readonly credit: string;
  /** The page of the source, if it has one. */
  readonly creditUrl: string | null;
}

/** Injection token of the tiles of this installation; null where it has none. */
export const TILES = Symbol('TILES');
