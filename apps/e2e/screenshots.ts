// Pictures for the README: node --import ./tools/ts-hooks.mjs apps/e2e/screenshots.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';
import sharp from 'sharp';
import { chromium } from '../../tools/browser.mjs';
import { peopleWho } from './src/people.ts';
import { pageWith } from './src/samples.ts';
import { openTown, root, type Town } from './src/town.ts';
import { Visitor } from './src/visitor.ts';

const folder = path.join(root, 'docs/images');

/** A picture of a page as it fills a window, in few enough colours to be small. */
async function picture(visitor: Visitor, name: string, height: number): Promise<void> {
  await visitor.page.setViewportSize({ width: 1280, height });
  await visitor.page.evaluate(() => document.fonts.ready);
  const shot = await visitor.page.screenshot();
  const png = await sharp(shot).png({ palette: true, quality: 90, effort: 10 }).toBuffer();
  writeFileSync(path.join(folder, `${name}.png`), png);
  console.log(`${name}.png: ${(png.length / 1000).toFixed(0)} kB`);
}

async function take({ origin }: Town, browser: Browser): Promise<void> {
  const reader = await Visitor.arrive(browser, origin, {});
  await reader.go('');
  await picture(reader, 'home', 1100);
  await reader.go(await pageWith(origin, ({ answerVersions, commentCount }) => answerVersions > 0 && commentCount > 2));
  await picture(reader, 'proposal', 1200);
  const staff = await Visitor.arrive(browser, origin, { as: peopleWho('STAFF')[0]?.mail ?? '' });
  await staff.go('desk');
  await picture(staff, 'staff-desk', 1000);
}

mkdirSync(folder, { recursive: true });
const town = await openTown();
const browser = await playwright.launch(await chromium());
try {
  await take(town, browser);
} finally {
  await browser.close();
  await town.stop();
}
