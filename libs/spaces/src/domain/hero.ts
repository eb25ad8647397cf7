import { Refusal, type Decision, type LocalizedText, type Situation } from '@hiroba/kernel';
import { spacePolicy } from './space.policy.ts';
import { stale, told } from './space.commands.ts';
import type { SpaceContent, SpaceFacts } from './space.ts';
import { composedText, same, textRefusal } from './texts.ts';

/** A picture as it is kept, by the digests of its two widths; width and height are those of the larger. */
export interface Picture {
  readonly src: string;
  readonly srcSmall: string;
  readonly width: number;
  readonly height: number;
}

/** The picture at the head of a space, and what it shows in words; without words it is decoration. */
export interface Hero extends Picture {
  readonly alt: LocalizedText;
}

/** The widths a picture is kept in; what is narrower than the smaller one is no picture for the head of a page. */
export const heroWidths = { large: 1280, small: 640 } as const;

/** What staff said about the picture of a space. */
export interface HeroTyped<P> {
  /** A new picture; without one the words about the present one change. */
  readonly picture?: P | undefined;
  readonly alt: LocalizedText;
  /** Whether it says nothing that the words of the page do not say. */
  readonly decorative: boolean;
}

type HeroDecision = Decision<Pick<SpaceContent, 'hero' | 'edition'>>;
type Held = SpaceFacts & Pick<SpaceContent, 'hero' | 'edition'>;

/** Why a picture is not taken, told before anybody looks into it. */
export function heroRefusal(
  at: Situation,
  space: Held,
  { picture, alt, decorative }: HeroTyped<unknown>,
): Refusal | undefined {
  return (
    spacePolicy.known(at, space) ??
    spacePolicy.edit(at, space) ??
    (picture === undefined && space.hero === null ? new Refusal('EMPTY', 'file') : undefined) ??
    (decorative ? undefined : textRefusal('alt', alt, { max: 300 }))
  );
}

const changed = (space: Held, hero: Hero | null): HeroDecision => ({
  patch: { hero, edition: space.edition + 1 },
  event: told(space, 'space.edited', { fields: ['hero'] }),
});

/** Gives a space its picture, or other words about it. */
export function setHero(
  at: Situation,
  space: Held,
  typed: HeroTyped<Picture>,
  edition: number,
): HeroDecision | Refusal {
  const refusal = heroRefusal(at, space, typed) ?? stale(space, edition);
  const kept = typed.picture ?? space.hero;
  if (refusal || !kept) return refusal ?? new Refusal('EMPTY', 'file');
  const { src, srcSmall, width, height } = kept;
  const hero = { src, srcSmall, width, height, alt: typed.decorative ? {} : composedText(typed.alt) };
  return same(hero, space.hero) ? new Refusal('NOTHING_CHANGED') : changed(space, hero);
}

/** Takes the picture of a space away. */
export function removeHero(at: Situation, space: Held, edition: number): HeroDecision | Refusal {
  const refusal = spacePolicy.known(at, space) ?? spacePolicy.edit(at, space) ?? stale(space, edition);
  if (refusal) return refusal;
  return space.hero === null ? new Refusal('NOTHING_CHANGED') : changed(space, null);
}
