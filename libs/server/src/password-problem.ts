/** A reason why a password is refused. */
export type PasswordProblem = 'TOO_SHORT' | 'TOO_LONG' | 'COMMON' | 'OWN_NAME';

const SHORTEST = 12;
const LONGEST = 1_024;

// The parts common passwords of twelve and more characters are made of; digits and signs around them add nothing.
const COMMON = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'passwort',
  'pass',
  'welcome',
  'letmein',
  'iloveyou',
  'iloveu',
  'loveyou',
  'love',
  'admin',
  'administrator',
  'root',
  'login',
  'signin',
  'master',
  'secret',
  'default',
  'changeme',
  'temp',
  'test',
  'guest',
  'user',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'asdfghjkl',
  'zxcvbn',
  'zxcvbnm',
  'qazwsx',
  'qazwsxedc',
  '1qaz2wsx',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '1q2w3e4r',
  '1q2w3e',
  'q1w2e3r4',
  'dragon',
  'monkey',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'batman',
  'pokemon',
  'pikachu',
  'doraemon',
  'shadow',
  'michael',
  'charlie',
  'trustno1',
  'starwars',
  'whatever',
  'hello',
  'google',
  'computer',
  'internet',
  'samsung',
  'apple',
  'summer',
  'winter',
  'spring',
  'autumn',
  'sakura',
  'arigato',
  'arigatou',
  'konnichiwa',
  'ohayou',
  'nippon',
  'nihon',
  'japan',
  'tokyo',
  'osaka',
  'hiroshi',
  'takahiro',
  'tanaka',
  'suzuki',
  'watanabe',
  'yamada',
  'happy',
  'himitsu',
  'anpanman',
  'totoro',
  'naruto',
  'abc',
  'xyz',
  'パスワード',
  'ひみつ',
].sort((a, b) => b.length - a.length);

// With this many characters left beside the known parts a password is no longer made of them.
const ENOUGH_LEFT = 5;

function withoutRuns(s: string): string {
  const points = Array.from(s, (c) => c.codePointAt(0) ?? 0);
  const inRun = points.map((point, i) =>
    [-1, 0, 1].some((step) => {
      const same = (at: number): boolean => points[at] !== undefined && points[at] === point + step * (at - i);
      return (same(i - 1) && same(i - 2)) || (same(i + 1) && same(i + 2)) || (same(i - 1) && same(i + 1));
    }),
  );
  return [...s].filter((_, i) => !inRun[i]).join('');
}

function without(s: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ' '), s);
}

// Digits and signs count little beside letters, but a long random number is no common password.
function left(s: string, known: number): number {
  const letters = s.match(/\p{L}/gu)?.length ?? 0;
  const others = s.match(/[^\p{L}\s]/gu)?.length ?? 0;
  return known === 0 ? letters + others : letters + Math.floor(others / 3);
}

function isMadeOf(password: string, words: readonly string[]): boolean {
  const stripped = without(password, words);
  const rest = withoutRuns(stripped);
  const known = password.length - rest.replaceAll(' ', '').length;
  return left(rest, known) < ENOUGH_LEFT;
}

function isRepeated(password: string): boolean {
  const at = (password + password).indexOf(password, 1);
  return at < password.length && at <= 6;
}

/** Why a password is refused, or undefined; `forbidden` are names: of the organisation, the product, the person. */
export function passwordProblem(
  password: string,
  { forbidden }: { readonly forbidden: readonly string[] },
): PasswordProblem | undefined {
  if (password.length > LONGEST * 2) return 'TOO_LONG';
  const length = [...password.normalize('NFC')].length;
  if (length < SHORTEST) return 'TOO_SHORT';
  if (length > LONGEST) return 'TOO_LONG';
  const folded = password.normalize('NFKC').toLowerCase();
  const names = forbidden
    .flatMap((name) =>
      name
        .normalize('NFKC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    )
    .filter((name) => [...name].length >= 2)
    .sort((a, b) => b.length - a.length);
  if (isRepeated(folded) || isMadeOf(folded, COMMON)) return 'COMMON';
  return isMadeOf(folded, [...names, ...COMMON]) ? 'OWN_NAME' : undefined;
}
