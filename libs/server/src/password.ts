import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Places } from './places.ts';

const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const LONGEST = 1_024;
const SALT_BYTES = 16;

const places = new Places(availableParallelism(), 100);

function digest(parameters: Argon2Parameters): Promise<Buffer> {
  return places.run(
    () =>
      new Promise((resolve, reject) => {
        argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const message = (password: string): Buffer => Buffer.from(password.normalize('NFC'), 'utf8');
const isHashable = (password: string): boolean =>
  password.length <= LONGEST * 2 && [...password.normalize('NFC')].length <= LONGEST;

/** The argon2id hash of a password in the PHC string form; throws on a password longer than any that is accepted. */
export async function hashPassword(password: string): Promise<string> {
  if (!isHashable(password)) throw new RangeError('a password of more than 1,024 characters is not hashed');
  const nonce = randomBytes(SALT_BYTES);
  const key = await digest({ ...PARAMETERS, message: message(password), nonce });
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(key)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

interface StoredHash {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly nonce: Buffer;
  readonly key: Buffer;
}

function stored(hash: string): StoredHash | undefined {
  const [, m, t, p, salt = '', key = ''] = PHC.exec(hash) ?? [];
  if (m === undefined) return undefined;
  const [nonce, bytes] = [Buffer.from(salt, 'base64'), Buffer.from(key, 'base64')];
  return { memory: Number(m), passes: Number(t), parallelism: Number(p), nonce, key: bytes };
}

/** Whether a password has this hash; without one it works as long and says no, so unknown accounts do not show. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const known = hash === undefined ? undefined : stored(hash);
  const typed = isHashable(password) ? message(password) : Buffer.alloc(0);
  const { memory, passes, parallelism, nonce, key } = known ?? {
    ...PARAMETERS,
    nonce: Buffer.alloc(SALT_BYTES),
    key: Buffer.alloc(32),
  };
  const found = await digest({ message: typed, memory, passes, parallelism, nonce, tagLength: key.length });
  return timingSafeEqual(found, key) && known !== undefined && isHashable(password);
}

/** Whether a hash was made with other parameters than today's, and is to be made anew at the next sign-in. */
export function needsRehash(hash: string): boolean {
  const known = stored(hash);
  if (known === undefined) return true;
  const { memory, passes, parallelism, tagLength } = PARAMETERS;
  return (
    known.memory !== memory ||
    known.passes !== passes ||
    known.parallelism !== parallelism ||
    known.key.length !== tagLength
  );
}
