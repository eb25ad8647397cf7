import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dsaProblems } from '@hiroba/moderation/dsa';
import { RegisterDownloads } from '@hiroba/moderation/server';
import { inSnapshot } from '@hiroba/server';
import { cityOf, Trouble, type House } from './house.ts';

/** The options of `hiroba moderation dsa`. */
export interface DsaOptions {
  readonly dir: string;
  readonly month?: string;
  readonly locale?: string;
  readonly host?: string;
}

interface Body {
  readonly statements: readonly Parameters<typeof dsaProblems>[0][];
}

/** Writes decisions as the European transparency database takes them: each file is the body of one call of its API. */
export async function exportDsa(house: House, { dir, month, locale = 'ja', host }: DsaOptions): Promise<string> {
  const city = await cityOf(house, host);
  const asked = new URLSearchParams({ locale, ...(month === undefined ? {} : { month }) });
  const data = await house.get(RegisterDownloads).find(city.id, 'dsa', asked);
  if (!data) throw new Trouble(`${month} is no month like 2026-11.`);
  await mkdir(dir, { recursive: true });
  const counts = await inSnapshot(house.db.pool, async (read) => {
    const written: number[] = [];
    for await (const body of data.rows(read) as AsyncIterable<Body>) {
      for (const statement of body.statements) {
        const [problem] = dsaProblems(statement);
        if (problem) throw new Trouble(`The statement ${String(statement.puid)} would be refused: ${problem}.`);
      }
      const file = `dsa-${String(written.length + 1).padStart(3, '0')}.json`;
      await writeFile(path.join(dir, file), `${JSON.stringify(body)}\n`);
      written.push(body.statements.length);
    }
    return written;
  });
  const many = counts.reduce((sum, n) => sum + n, 0);
  return `${many} statements in ${counts.length} files are in ${dir}. Each file is the body of one call: POST /api/v1/statements.`;
}
