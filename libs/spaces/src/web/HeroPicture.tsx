import type { SpaceViewFragment } from './gql/graphql.ts';
import { useWords } from './words.ts';

type Hero = NonNullable<SpaceViewFragment['hero']>;

interface HeroPictureProps {
  readonly hero: Hero;
  /** Where it stands: at the head of its page, or on a card whose title says what it is about. */
  readonly place: 'head' | 'card';
  /** Whether it is out of sight at first. */
  readonly lazy?: boolean;
}

const sizes = { head: '(min-width: 74rem) 70rem, 92vw', card: '(min-width: 48rem) 23rem, 92vw' } as const;

/** The picture of a space in the width that fits, with its room kept until it is there. */
export function HeroPicture({ hero, place, lazy }: HeroPictureProps) {
  const alt = useWords()(place === 'head' ? hero.alt : null);
  const { src, srcSmall, width, height } = hero;
  return (
    <img
      src={src} srcSet={`${srcSmall} 640w, ${src} ${width}w`} sizes={sizes[place]} width={width} height={height}
      alt={alt.text} lang={alt.lang} className={`picture picture-${place}`}
      {...(lazy ? { loading: 'lazy' as const } : place === 'head' ? { fetchPriority: 'high' as const } : {})}
    />
  );
}
