import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import { journey } from '../src/journey.ts';
import { rehearse } from '../src/samples.ts';

const sizes = new Map<string, number>();

/** The size of a file as it is sent to those who read brotli; a script has a name of its own for each content. */
function small(url: string, body: Buffer): number {
  const bytes = sizes.get(url) ?? brotliCompressSync(body).length;
  if (url.includes('/assets/')) sizes.set(url, bytes);
  return bytes;
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** The pages that everybody reads: each route below the budget, with everything that it makes a browser load. */
const reading = [
  ':locale',
  ':locale/spaces',
  ':locale/spaces/:slug',
  ':locale/spaces/:slug/proposals/:componentId',
  ':locale/spaces/:slug/proposals/:componentId/:id',
  ':locale/spaces/:slug/proposals/:componentId/:id/history',
  ':locale/people/:code',
  ':locale/legal/:page',
  ':locale/open-data',
  '*',
];

const budget = journey(
  'A9 PE37 pages to read stay below their budget, ask nobody else, and keep nothing',
  async (stage) => {
    const { samples } = await rehearse(stage.town.origin);
    const largest = { page: 0, script: 0, style: 0 };
    for (const { path, as } of reading.flatMap((pattern) => samples[pattern] ?? [])) {
      if (as) continue;
      const visitor = await stage.visitor({ width: 390 });
      const bodies: Promise<{ kind: string; bytes: number; url: string }>[] = [];
      visitor.page.on('response', (response) => {
        const kind = response.request().resourceType();
        if (['document', 'script', 'stylesheet'].includes(kind)) {
          bodies.push(response.body().then((body) => ({ kind, bytes: small(response.url(), body), url: response.url() })));
        }
      });
      await visitor.go(path);
      // To the end of the page: what is loaded there counts, too.
      await visitor.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await visitor.page.waitForTimeout(300);
      const files = await Promise.all(bodies);
      const sum = (kind: string) =>
        files.filter((file) => file.kind === kind).reduce((total, { bytes }) => total + bytes, 0);
      const [page, script, style] = [sum('document'), sum('script'), sum('stylesheet')];
      assert.ok(page <= 30_000, `${path}: ${kB(page)} of HTML`);
      const scripts = files.filter(({ kind }) => kind === 'script').map(({ bytes, url }) => `${kB(bytes)} ${url}`);
      assert.ok(script <= 120_000, `${path}: ${kB(script)} of scripts\n${scripts.join('\n')}`);
      assert.ok(style <= 25_000, `${path}: ${kB(style)} of styles`);
      assert.deepEqual(await visitor.context.cookies(), [], `${path} keeps no cookie`);
      const kept = await visitor.page.evaluate(() => [
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage).filter((key) => key !== 'react-router-scroll-positions'),
      ]);
      assert.deepEqual(kept, [], `${path} keeps nothing in the browser`);
      Object.assign(largest, {
        page: Math.max(largest.page, page),
        script: Math.max(largest.script, script),
        style: Math.max(largest.style, style),
      });
      await visitor.context.close();
    }
    stage.say(
      `the largest: ${kB(largest.page)} of HTML, ${kB(largest.script)} of scripts, ${kB(largest.style)} of styles (brotli)`,
    );
  },
);

/** What pages cost, and whom they tell of their readers. */
export const journeys = [budget];
