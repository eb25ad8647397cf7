import { confusables } from './confusables.ts';

// Characters the Unicode table lacks but people mistake in names: 巿 (U+5DFF) for 市.
const OWN = [['巿', '市']] as const;

function readTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>(OWN);
  for (const row of confusables.split(',')) {
    const [target = '', sources = ''] = row.split('=');
    const to = target
      .split(' ')
      .map((point) => String.fromCodePoint(parseInt(point, 36)))
      .join('');
    let point = 0;
    for (const step of sources.split(' ')) {
      point += parseInt(step, 36);
      table.set(String.fromCodePoint(point), to);
    }
  }
  return table;
}

const table = readTable();
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/** The shape of a text: texts that look alike have the same. */
export function skeleton(s: string): string {
  const folded = s.replace(IGNORABLE, '').normalize('NFKC').toLowerCase();
  const shape = Array.from(folded, (c) => table.get(c) ?? c)
    .join('')
    .toLowerCase();
  // i, l and 1 are one shape: a capital I has already become i here, and looks like l.
  return shape.replace(/[i1|]/g, 'l').trim();
}

/** A name kept for the office: refused anywhere inside a display name, or only as the whole of it. */
export interface ReservedName {
  readonly text: string;
  readonly where: 'ANYWHERE' | 'WHOLE';
}

const OFFICE = [
  '市役所',
  '区役所',
  '町役場',
  '村役場',
  '県庁',
  '市長',
  '公式',
  '管理者',
  '管理人',
  '運営',
  '事務局',
  'アドミン',
  'モデレーター',
];
const OFFICE_LATIN = [
  'admin',
  'administrator',
  'moderator',
  'official',
  'root',
  'staff',
  'support',
  'system',
  'hiroba',
];

/** The names that only the office may bear, with those of the organisation. */
export function reservedNames(organisation: readonly string[]): ReservedName[] {
  return [
    ...[...OFFICE, ...OFFICE_LATIN].map((text): ReservedName => ({ text, where: 'ANYWHERE' })),
    ...organisation.map((text): ReservedName => ({ text, where: 'WHOLE' })),
  ];
}

const NOT_LETTERS = /[^\p{L}\p{N}]+/gu;
const LATIN = /^[a-z0-9]+$/;
// Signs that imitate the badge of the office.
const BADGES = /[✓✔☑✅🅅🅥🆅ⓥ🛡]/u;

/** Whether a display name looks like a reserved one, or wears a sign like the badge of the office. */
export function resembles(name: string, reserved: readonly ReservedName[]): boolean {
  if (BADGES.test(name)) return true;
  const shape = skeleton(name);
  const words = shape.split(NOT_LETTERS);
  const letters = words.join('');
  return reserved.some(({ text, where }) => {
    const wanted = skeleton(text).replace(NOT_LETTERS, '');
    if (wanted === '') return false;
    if (letters === wanted) return true;
    if (where === 'WHOLE') return false;
    return LATIN.test(wanted) ? words.includes(wanted) : letters.includes(wanted);
  });
}
