const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LONGEST = 60;

/** Whether the text is a slug: 3 to 60 of a-z, 0-9 and single inner hyphens. */
export function isSlug(s: string): boolean {
  return s.length >= 3 && s.length <= LONGEST && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(s);
}

const SPELLINGS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

function latin(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðþłı]/g, (c) => SPELLINGS[c] ?? c);
}

function shortened(slug: string): string {
  if (slug.length <= LONGEST) return slug;
  const cut = slug.slice(0, LONGEST + 1).lastIndexOf('-');
  return slug.slice(0, cut >= 3 ? cut : LONGEST);
}

/** The slug suggested for a title: its Latin words, or the year and four random characters for any other script. */
export function slugFromTitle(title: string, random: () => number, year: number): string {
  const plain = latin(title);
  const slug = shortened(
    plain
      .replace(/['’]/g, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
  );
  const otherScript = /[^\P{L}a-z]/u.test(plain);
  if (!otherScript && isSlug(slug)) return slug;
  const tail = Array.from({ length: 4 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join('');
  return `${year}-${tail}`;
}
