// All journeys in a real Chromium: node --import ./tools/ts-hooks.mjs apps/e2e/run.ts [--grep TEXT] [--workers N]
import { globSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium } from '../../tools/browser.mjs';
import { fromComponents } from './src/from-components.ts';
import { Stage, type Journey, type Regulars } from './src/journey.ts';
import { Places } from './src/places.ts';
import { openTown, type Town } from './src/town.ts';

const { values } = parseArgs({
  options: { grep: { type: 'string', default: '' }, workers: { type: 'string', default: '3' } },
});

async function journeysIn(folder: string): Promise<readonly Journey[]> {
  const files = globSync('*.ts', { cwd: path.join(import.meta.dirname, folder) }).sort();
  const found = await Promise.all(
    files.map((file) => import(`./${folder}/${file}`) as Promise<{ journeys: readonly Journey[] }>),
  );
  const own = await fromComponents<{ journeys: readonly Journey[] }>('journeys');
  return [...found, ...own].flatMap(({ journeys }) => journeys).filter(({ name }) => name.includes(values.grep));
}

const regulars: Regulars = new Map();
let pictures: string | undefined;

async function keepPictures(stage: Stage, name: string): Promise<string[]> {
  const taken = await stage.pictures().catch(() => []);
  return taken.map(({ url, png, problems }, index) => {
    pictures ??= mkdtempSync(path.join(tmpdir(), 'hiroba-pictures-'));
    const file = path.join(pictures, `${name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}-${index}.png`);
    writeFileSync(file, png);
    return [`at ${url}, see ${file}`, ...problems].join('\n');
  });
}

async function walk({ name, run }: Journey, town: Town, browser: Browser, places: Places): Promise<boolean> {
  const from = Date.now();
  const notes: string[] = [];
  const stage = new Stage(town, browser, (text) => notes.push(text), places, regulars);
  const problems: string[] = [];
  try {
    await run(stage);
  } catch (error) {
    problems.push(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
      ...(await keepPictures(stage, name)),
    );
  }
  await stage.close().catch((error: unknown) => problems.push(error instanceof Error ? error.message : String(error)));
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  const lines = [...notes, ...problems].flatMap((text) => text.split('\n')).map((line) => `    ${line}`);
  console.log([`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`, ...lines].join('\n'));
  return problems.length === 0;
}

async function all(journeys: readonly Journey[], town: Town, browser: Browser): Promise<number> {
  const places = new Places(Number(values.workers));
  const held = await Promise.all(journeys.map((each) => places.taken(() => walk(each, town, browser, places))));
  return held.filter((holds) => !holds).length;
}

const journeys = await journeysIn('journeys');
const town = await openTown();
const found = await chromium();
const browser = await playwright.launch(found);
console.log(`Chromium ${browser.version()} at ${found.executablePath}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.allSettled([browser.close(), town.stop()]).then(() => process.exit(1)));
}
let failed = 0;
let passed = 0;
try {
  failed = await all(journeys, town, browser);
  passed = journeys.length - failed;
  const failures = town.failures();
  for (const line of failures) console.log(`✗ the server met something unexpected: ${line.slice(0, 2_000)}`);
  if (failures.length > 0) failed += 1;
} finally {
  await browser.close();
  await town.stop();
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || journeys.length === 0 ? 1 : 0;
