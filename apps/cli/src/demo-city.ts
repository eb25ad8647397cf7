import type { Config } from '@hiroba/api/config';
import { fillOnce } from '@hiroba/api/fill-once';
import { Crowd, demoCity, type CrowdSize } from '@hiroba/demo';
import { openDatabase } from '@hiroba/server/database';
import { Commands, Publisher, rowsIn, sql } from '@hiroba/server';
import { kept, layGround } from './crowd-ground.ts';
import { CrowdLife } from './crowd-life.ts';
import { inHouse, Trouble, type House } from './house.ts';

type Told = (line: string) => void;

/** Makes a large city out of a seed, whole, in an installation where nothing is. */
export async function makeCity(config: Config, size: CrowdSize, told: Told = () => undefined): Promise<string> {
  const from = performance.now();
  const crowd = new Crowd(size);
  const database = await openDatabase({ dataDir: config.dataDir, url: config.databaseUrl });
  try {
    const done = await fillOnce(database.url, () => inHouse(config, (house) => fill(house, crowd, told)));
    if (!done) throw new Trouble('There is a city in this installation already. A generated one needs an empty one: let HIROBA_DATA or DATABASE_URL name it.');
  } finally {
    await database.stop();
  }
  return [
    `A city of ${crowd.people} people after ${Math.round((performance.now() - from) / 1000)} s:`
      + ` ${size.proposals} proposals, ${size.comments} comments, ${size.supports} supports (seed ${size.seed}).`,
    `  The people of the demo city can sign in (hana, ohno, fujii … @example.jp); password ${demoCity.password}, codes by npx hiroba totp.`,
  ].join('\n');
}

async function fill(house: House, crowd: Crowd, told: Told): Promise<void> {
  const ground = await layGround(house, crowd);
  kept(await house.get(Commands).transaction(ground.staff, async (transaction) => {
    await rowsIn(transaction.em, sql`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`);
    const place = kept(await transaction.place(ground.componentId));
    await new CrowdLife(house, crowd, transaction, place, ground, told).live();
    told('writing it down');
    return true;
  }));
  told('counting');
  const publisher = house.get(Publisher);
  do await publisher.publish();
  while (await house.db.first(sql`select 1 as waits from counter_delta limit 1`));
  const client = await house.db.pool.connect();
  await client.query('set statement_timeout = 0');
  await client.query('vacuum analyze');
  client.release(true);
}
