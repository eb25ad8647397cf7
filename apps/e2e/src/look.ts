import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { isKey } from './words.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Found {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Which of axe's rules to ask: all of WCAG 2.2 AA and good practice, all but some, or only some. */
interface Asked {
  readonly only?: readonly string[];
  readonly but?: readonly string[];
}

/** What axe finds wrong with a page as it stands. */
export async function axeProblems(page: Page, asked: Asked = {}): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe);
  const violations = await page.evaluate(async ({ only, but = [] }) => {
    const { axe: tool } = window as unknown as {
      axe: { run(at: Document, options: object): Promise<{ violations: Found[] }> };
    };
    const unasked = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
    const options = only
      ? { runOnly: { type: 'rule', values: only } }
      : { rules: { 'target-size': { enabled: true }, ...unasked } };
    return (await tool.run(document, { ...options, resultTypes: ['violations'] })).violations;
  }, asked);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) =>
        `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary.replace(/\n\s*/g, ' ')}`,
    ),
  );
}

/** The rules whose answer depends on colours. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/** What is too wide for the window, or cut off by its box. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    if ((document.scrollingElement?.scrollWidth ?? 0) > width) {
      const wide = Array.from(document.querySelectorAll('body *')).filter((element) => {
        const { right, width: own } = element.getBoundingClientRect();
        return own > 0 && right > width + 1 && !element.closest('.sr-only');
      });
      found.push(
        `scrolls sideways at ${width} px: ${wide
          .slice(-3)
          .map((element) => element.outerHTML.slice(0, 160))
          .join(' | ')}`,
      );
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { overflowX, overflowY, position } = getComputedStyle(element);
      const hides = (value: string) => value === 'hidden' || value === 'clip';
      const isSecret = element.clientWidth <= 1 || element.clientHeight <= 1 || position === 'absolute';
      if (isSecret || !element.textContent?.trim() || !(hides(overflowX) || hides(overflowY))) continue;
      if (hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut off: ${element.outerHTML.slice(0, 160)}`);
    }
    return found;
  });
}

/** Holds what every page owes: one h1 that begins the title, and the language of its address. */
export async function assertFrame(page: Page, language: string): Promise<void> {
  const frame = await page.evaluate(() => ({
    headings: Array.from(
      document.querySelectorAll('h1'),
      ({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? '',
    ),
    title: document.title.replace(/\s+/g, ' ').trim(),
    language: document.documentElement.lang,
    landmarks: ['header', 'main', 'footer'].filter((name) => document.querySelector(`body ${name}`)),
  }));
  assert.equal(frame.headings.length, 1, `one h1, not ${frame.headings.length}`);
  assert.ok(
    frame.headings[0] && frame.title.startsWith(frame.headings[0]),
    `the title "${frame.title}" begins with the h1 "${frame.headings[0]}"`,
  );
  assert.equal(frame.language, language, 'the language of the page');
  const bare = (await page.locator('body').innerText()).match(/(?<![\w./@-])[a-z]+(\.[A-Za-z_]+)+(?![\w/@-])/g) ?? [];
  assert.deepEqual(
    bare.filter((word) => isKey(word)),
    [],
    'names of messages instead of their words',
  );
  assert.deepEqual(frame.landmarks, ['header', 'main', 'footer'], 'the frame of the page');
}
