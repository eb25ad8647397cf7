// How long the server takes for a debate with 10,000 comments and 2,500 replies, in a Madrid-sized city: its comments by the API, and
// its whole page as HTML; the first page of them, and page 500. One reader, who asks by turns.
//   HIROBA_DATA=DIR node tools/bench/speed/thread.mjs [--times 100] [--pages 500] [--port 4103]
// DIR is an installation filled by `npx hiroba demo city`; debates are added to it. Exit code 1 when a p95 is over the goal of 300 ms,
// or the far page takes half as long again as the first.
import { parseArgs } from 'node:util';
import { hashOf, publishedDocument } from '../../documents.mjs';
import { ask, askedByHash } from './asking.mjs';
import { at, readers } from './reading.mjs';

const GOAL = 300;
const SAME = 1.5;
const WARM = 20;

const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '100' },
    pages: { type: 'string', default: '500' },
    port: { type: 'string', default: '4103' },
  },
});
const [times, pages, port] = [options.times, options.pages, options.port].map(Number);

const city = await readers({ many: 1, port });
const comments = publishedDocument('comments');

async function farOff(variables) {
  let after = null;
  for (let n = 1; n < pages; n += 1)
    after = (await ask(city.base, comments, { ...variables, after })).comments.next ?? after;
  return after;
}

let failed = false;
try {
  const { place, debate } = city.debates;
  const { component } = await ask(city.base, 'query ($id: ID!) { component(id: $id) { space { slug } } }', {
    id: place,
  });
  const address = `/ja/spaces/${component.space.slug}/debates/${place}/${debate}`;
  for (const sort of ['OLDEST', 'NEWEST', 'BEST', 'REPLIES']) {
    const variables = { kind: 'debate', id: debate, sort };
    const after = await farOff(variables);
    const ways = {
      API: (cursor) => [askedByHash(hashOf(comments), { ...variables, ...cursor }), '{"data":'],
      page: (cursor) => {
        const query = new URLSearchParams({
          'sort-comments': sort.toLowerCase(),
          ...(cursor ? { 'after-comment': cursor.after } : {}),
        });
        return [{ path: `${address}?${query}`, headers: { accept: 'text/html' } }, '<!DOCTYPE html>'];
      },
    };
    for (const [name, asked] of Object.entries(ways)) {
      const took = { first: [], far: [] };
      for (let n = -WARM; n < times; n += 1) {
        const first = await city.ask(...asked());
        const far = await city.ask(...asked({ after }));
        if (n < 0) continue;
        took.first.push(first);
        took.far.push(far);
      }
      const cells = [took.first, took.far].flatMap((all) => [at(all, 0.5), at(all, 0.95)]);
      const ratio = cells[2] / cells[0];
      const isSlow = cells[1] > GOAL || cells[3] > GOAL || ratio > SAME;
      failed ||= isSlow;
      const [first50, first95, far50, far95] = cells.map((ms) => ms.toFixed(1));
      console.log(
        `${isSlow ? 'SLOW ' : ''}${sort}, ${name}: first page ${first50} ms (p95 ${first95}), page ${pages} ${far50} ms (p95 ${far95}), ${ratio.toFixed(2)} of the first`,
      );
    }
  }
} finally {
  await city.end();
}
process.exit(failed ? 1 : 0);
