import 'reflect-metadata';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { visitor } from '@hiroba/kernel';
import { StillClock } from '@hiroba/testing';
import { assemble } from '../src/server.ts';
import { specConfig } from '../src/testing.ts';
import { wrongDate } from './wrong-date.ts';

// A program of its own, because a process has one zone: prints what a server in the zone of TZ says, for a spec to compare.
// Its own clock may be wrong by so many minutes.
const {
  url,
  organisationId,
  personId,
  componentId,
  proposalId,
  closesAt,
  wrongBy = '0',
} = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const clock = new StillClock(closesAt ?? '');
const server = await assemble(specConfig(), url ?? '', pino({ level: 'silent' }), { clock, migrated: true });
globalThis.Date = wrongDate(Number(wrongBy));
const viewer = { ...visitor(organisationId ?? ''), personId, level: 1 };
const run = (document: string, variables: object = {}): Promise<unknown> =>
  server.executeFor({ viewer, loaders: new WeakMap(), effects: {} })(document, variables);
const supporting = (act: string): Promise<unknown> =>
  run(`mutation M($id: ID!) { outcome: ${act}(id: $id) { __typename ... on Refusal { code } } }`, { id: proposalId });

await new Promise<void>((resolve) => {
  server.http.listen(0, '127.0.0.1', resolve);
});
const { port } = server.http.address() as AddressInfo;
const download = (format: string): Promise<string> =>
  new Promise((resolve, reject) => {
    request(
      { port, host: '127.0.0.1', path: `/download/proposals/${componentId}.${format}`, headers: { host: 'city.test' } },
      (incoming) => {
        let text = `${incoming.statusCode} `;
        incoming
          .setEncoding('utf8')
          .on('data', (chunk: string) => {
            text += chunk;
          })
          .on('end', () => resolve(text))
          .on('error', reject);
      },
    )
      .on('error', reject)
      .end();
  });

const end = new Date(closesAt ?? '').getTime();
const files = await Promise.all(['csv', 'json', 'ndjson'].map(download));
const said: unknown[] = [];
for (const instant of [end - 1, end]) {
  clock.set(new Date(instant));
  said.push({
    supported: await supporting('supportProposal'),
    spaces: await run('{ spaces { items { phases { opensAt closesAt status } time } } }'),
  });
}
process.stdout.write(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), files, said }), () => process.exit(0));
