import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { ErasingAgain } from '@hiroba/accounts/server';
import { sql } from '@hiroba/server';
import { formatVerifierKey } from '@hiroba/transparency';
import { addCheckingCommands } from '@hiroba/transparency/cli';
import { BOTH_SIGN_DAYS, logFolder, LogKeeper, LogTrouble, readFrom, Signer } from '@hiroba/transparency/server';
import { cityOf, Trouble, type House } from './house.ts';

/** Adds the commands of the public log; those that check need neither database nor installation. */
export function addLogCommands(
  program: Command,
  withHouse: (work: (house: House) => Promise<string>) => Promise<void>,
): void {
  const log = program
    .command('log')
    .description('the public log: verify it, prove an entry, show its key')
    .addHelpText('after', '\nExit code 0: good. 1: verification failed. 2: wrongly asked.');
  addCheckingCommands(log);

  log
    .command('key')
    .description("show the key of a city's log, and make it where there is none yet")
    .option('--host <host>', 'the city, where several live in one installation')
    .action(({ host }: { host?: string }) => withHouse((house) => showKey(house, host)));

  log
    .command('rotate')
    .description("give a city's log another key; both sign for some months")
    .option('--host <host>', 'the city, where several live in one installation')
    .action(({ host }: { host?: string }) => withHouse((house) => rotateKey(house, host)));

  log
    .command('fsck')
    .description(
      'compare all that was made of the entries with them: rows, files, checkpoints, the state of the signer',
    )
    .option('--host <host>', 'the city, where several live in one installation')
    .action(({ host }: { host?: string }) => withHouse((house) => checkLog(house, host)));

  log
    .command('recover')
    .description('after an older database was restored: bring back the entries that were published since')
    .option('--from-tiles <folder>', 'the published files; by default those of this installation')
    .option('--accept-state <file>', 'a checkpoint to go on from, where the signer lost what it signed last')
    .option('--host <host>', 'the city, where several live in one installation')
    .action((options: RecoverOptions) => withHouse((house) => recoverLog(house, options)));
}

interface RecoverOptions {
  readonly fromTiles?: string;
  readonly acceptState?: string;
  readonly host?: string;
}

/** Gives the signer back what it signed last, and the database what was published and it lacks. */
export async function recoverLog(house: House, { fromTiles, acceptState, host }: RecoverOptions): Promise<string> {
  const city = await cityOf(house, host);
  const said: string[] = [];
  try {
    if (acceptState !== undefined) {
      const log = await house.db.first<{ origin: string }>(
        sql`select origin from log where organisation_id = ${city.id} and name = 'public'`,
      );
      const size = await house
        .get(Signer)
        .accept(log?.origin ?? `${city.host}/log/public`, await readFile(acceptState, 'utf8'));
      said.push(`The signer goes on from the checkpoint of ${size} entries.`);
    }
    if (fromTiles === undefined && acceptState !== undefined) return said.join('\n');
    const folder = path.resolve(fromTiles ?? logFolder(house.config.dataDir, city.id));
    const recovery = await house.get(LogKeeper).recover(city.id, readFrom(folder));
    if (recovery === 'KEPT_ELSEWHERE') throw new Trouble('A server keeps this log now. Stop it first.');
    const { before, after, restored, behind } = recovery;
    said.push(`The log had ${before} entries in the database and ${after} signed ones; ${restored} were brought back.`);
    if (behind.length > 0)
      said.push(
        'What these say now is older than their entries; only people can put it right:',
        ...behind.map((each) => `  ${each}`),
      );
    const again = await house.get(ErasingAgain).tell(city.id);
    if (again > 0) {
      await house.get(LogKeeper).keep();
      said.push(`${again} people who had left since the backup were erased again.`);
    }
    return said.join('\n');
  } catch (error) {
    if (error instanceof LogTrouble) throw new Trouble(error.message);
    throw error;
  }
}

/** Compares all that was made of a city's log with its entries; names each file or row that is not what they say. */
export async function checkLog(house: House, host?: string): Promise<string> {
  const city = await cityOf(house, host);
  const { size, problems } = await house.get(LogKeeper).check(city.id);
  if (problems.length > 0) throw new Trouble(problems.map(({ at, problem }) => `✗ ${at}: ${problem}`).join('\n'));
  return `${size} entries: numbers, tree, tiles, files, checkpoints and the state of the signer are what they say.`;
}

/** Gives a city's log another key, for which the old one vouches. */
export async function rotateKey(house: House, host?: string): Promise<string> {
  const city = await cityOf(house, host);
  try {
    const vkey = await house.get(LogKeeper).rotate(city.id);
    return [
      vkey,
      `This is the key from now on; for ${BOTH_SIGN_DAYS} days the one before signs, too.`,
      'Print it where the server has no power over it, and keep a copy of the new secret apart from all backups:',
      `  ${house.get(Signer).folder}`,
    ].join('\n');
  } catch (error) {
    if (error instanceof LogTrouble) throw new Trouble(error.message);
    throw error;
  }
}

/** Says what the key of a city's log is, and where it lies; before the log is begun it may be made here. */
export async function showKey(house: House, host?: string): Promise<string> {
  const city = await cityOf(house, host);
  const signer = house.get(Signer);
  const begun = await house.db.first<{ origin: string; vkey: string }>(
    sql`select origin, vkey from log where organisation_id = ${city.id} and name = 'public'`,
  );
  const origin = begun?.origin ?? `${city.host}/log/public`;
  const held = begun ? await signer.keys(origin) : [await signer.keyMade(origin)];
  const vkey = begun?.vkey ?? held.map(formatVerifierKey)[0];
  const key = held.find((each) => formatVerifierKey(each) === vkey);
  const isFirst = key !== undefined && (await signer.key(origin))?.id === key.id;
  return [
    vkey,
    `  origin  ${origin}`,
    `  secret  ${signer.keyFile(origin, isFirst ? undefined : key?.id)}`,
    ...(key
      ? []
      : [`  The secret is ${held.length > 0 ? 'another one' : 'not there'}: the log is closed until it is back.`]),
    'Print this key where the server has no power over it, and keep a copy of the secret apart from all backups.',
  ].join('\n');
}
