import path from 'node:path';
import { z } from 'zod';
import type { Tiles } from '@hiroba/server';

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  HIROBA_DATA: z.string().min(1).default('./data'),
  HIROBA_SIGNER: z.string().min(1).optional(),
  HIROBA_DEMO: flag.optional(),
  HIROBA_SECRET: z.base64().refine((value) => Buffer.from(value, 'base64').length >= 32, 'must hold at least 32 bytes').optional(),
  HIROBA_ORIGIN: z.url().optional(),
  HIROBA_PROXIES: z.string().optional(),
  HIROBA_LIMITS: z.coerce.number().positive().default(1),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  HIROBA_SCANNER: z.url({ protocol: /^clamd$/ }).optional(),
  HIROBA_TILES: z.string().optional(),
  HIROBA_TILES_CREDIT: z.string().trim().min(1).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default('Hiroba <noreply@localhost>'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  NODE_ENV: z.string().default('production'),
});

/** Whoever listens to more than this machine must say under which address the city is reached, and by https. */
function originProblem({ HOST = '127.0.0.1', HIROBA_ORIGIN }: NodeJS.ProcessEnv): string[] {
  const loopback = ['127.0.0.1', 'localhost', '::1'].includes(HOST);
  return loopback || HIROBA_ORIGIN?.startsWith('https://')
    ? [] : ['HIROBA_ORIGIN: must be the https address of the site when HOST is not loopback'];
}

/** Tiles come over https from one server, by places for zoom, column and row; their source is named. */
function tilesProblem({ HIROBA_TILES: url, HIROBA_TILES_CREDIT: credit }: NodeJS.ProcessEnv): string[] {
  if (url === undefined) return credit === undefined ? [] : ['HIROBA_TILES_CREDIT: needs HIROBA_TILES'];
  const bare = url.replace(/\{[zxy]\}/g, '0');
  const parsed = URL.canParse(bare) ? new URL(bare) : undefined;
  const whole = ['{z}', '{x}', '{y}'].every((part) => url.includes(part)) && !/[{}\s;,]/.test(bare);
  const safe = parsed?.protocol === 'https:' || ['localhost', '127.0.0.1'].includes(parsed?.hostname ?? '');
  return [
    ...(whole && safe ? [] : ['HIROBA_TILES: must be an https address with {z}, {x} and {y}']),
    ...(credit?.trim() ? [] : ['HIROBA_TILES_CREDIT: must name the source of the tiles']),
  ];
}

/** The tiles as they are configured; an address at the end of the credit is the page of the source. */
function tilesOf(url: string | undefined, credit: string | undefined): Tiles | undefined {
  if (url === undefined || credit === undefined) return undefined;
  const [, words, page] = /^(.*?)\s*(https:\/\/\S+)?$/.exec(credit.trim()) ?? [];
  return { url, credit: words || (page ?? credit), creditUrl: page ?? null };
}

/** How this installation is set up; read once, at start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Where the keys that sign the log lie, when not in the data directory. */
  readonly signerDir?: string;
  readonly demo: boolean;
  readonly secret?: string;
  /** The public address, when it is not http://localhost. */
  readonly origin?: string;
  readonly proxies?: string;
  /** Factor on all rate limits; above 1 only for load tests. */
  readonly limits: number;
  readonly databaseUrl?: string;
  /** A scanner for sent files: `clamd://host:port`. */
  readonly scanner?: string;
  /** Where the pictures below maps come from. */
  readonly tiles?: Tiles;
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  readonly logLevel: string;
  readonly production: boolean;
}

/** The configuration, or an error that lists every problem. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  const found = parsed.success ? [] : parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  const problems = [...found, ...originProblem(env), ...tilesProblem(env)].map((problem) => `  ${problem}`);
  if (!parsed.success || problems.length > 0) throw new Error(`The configuration has problems:\n${problems.join('\n')}`);
  const { data } = parsed;
  return {
    port: data.PORT, host: data.HOST, dataDir: path.resolve(data.HIROBA_DATA),
    signerDir: data.HIROBA_SIGNER && path.resolve(data.HIROBA_SIGNER),
    // A database of the operator's own is meant for a real city: there the made-up one comes only when asked for.
    demo: data.HIROBA_DEMO ?? data.DATABASE_URL === undefined, secret: data.HIROBA_SECRET,
    origin: data.HIROBA_ORIGIN, proxies: data.HIROBA_PROXIES, limits: data.HIROBA_LIMITS, databaseUrl: data.DATABASE_URL,
    scanner: data.HIROBA_SCANNER, tiles: tilesOf(data.HIROBA_TILES, data.HIROBA_TILES_CREDIT),
    smtpUrl: data.SMTP_URL, mailFrom: data.MAIL_FROM, logLevel: data.LOG_LEVEL, production: data.NODE_ENV === 'production',
  };
}

/** The address of the installation, as its operator opens it. */
export const addressOf = ({ origin, port }: Pick<Config, 'origin' | 'port'>): string => origin ?? `http://localhost:${port}`;
