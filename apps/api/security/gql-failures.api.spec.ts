import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { corpus } from './data.ts';
import { startFort, type Fort } from './support.ts';

let fort: Fort;

beforeAll(async () => {
  fort = await startFort();
  const staff = await fort.city.staff();
  const room = await fort.city.room(staff, 'proposals');
  await fort.city.proposal(await fort.city.citizen(), room.componentId);
});
afterAll(() => fort?.close());

const post = (body: string | Buffer) => fort.send({ headers: { 'content-type': 'application/json' }, body });

/** Whether the server still answers as before. */
const expectAlive = async () =>
  expect((await fort.graphql<{ viewer: object }>('{ viewer { locale } }')).data).toEqual({ viewer: { locale: 'ja' } });

describe('failures', () => {
  test('GQL-20 a failure of ours is generic, with an incident that the log knows', async () => {
    await fort.query('alter table space_slug rename to space_slug_away');
    const { status, code, text, errors } = await fort.graphql('{ space(slug: "geheim") { slug } }');
    await fort.query('alter table space_slug_away rename to space_slug');
    expect({ status, code }).toEqual({ status: 200, code: 'INTERNAL_SERVER_ERROR' });
    expect(text).not.toMatch(/space_slug|select|relation|at \w+ |\.ts/i);
    const incident = errors?.[0]?.extensions.incident ?? 'none';
    const lines = fort.log.filter((line) => line.includes(incident));
    expect(lines).toHaveLength(1);
    const logged = JSON.parse(lines[0] ?? '{}') as { err: { code: string; stack: string[] } };
    expect(logged.err).toMatchObject({ code: '42P01' });
    expect(lines[0]).not.toContain('geheim');
  });

  test('GQL-37 a statement that takes too long is stopped, and the connection is as before', async () => {
    const [{ source } = { source: '' }] = await fort.query<{ source: string }>(
      `select pg_get_functiondef('counted(uuid, text, uuid)'::regprocedure) as source`,
    );
    await fort.query(`create or replace function counted(organisation uuid, what text, subject uuid) returns bigint language plpgsql as
      $$ begin perform pg_sleep(8); return 0; end $$`);
    const slow = await fort.graphql('{ spaces { items { voices } } }');
    await fort.query(source);
    expect(slow).toMatchObject({ status: 503, code: 'TIMEOUT' });
    expect(slow.headers['retry-after']).toBe('5');
    expect((await fort.graphql('{ spaces { items { voices } } }')).code).toBeUndefined();
    const open = await fort.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
    );
    expect(open).toEqual([{ n: 0 }]);
  }, 15_000);

  test('GQL-38 five hundred clients that leave in the middle leave nothing behind', async () => {
    const failures: unknown[] = [];
    const note = (error: unknown) => failures.push(error);
    process.on('unhandledRejection', note);
    const query = '{ spaces { items { components { ... on ProposalsComponent { proposals { items { id } } } } } } }';
    const body = JSON.stringify({ query });
    const head = `POST /graphql HTTP/1.1\r\nHost: city.test\r\nOrigin: http://city.test\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(
        Array.from(
          { length: 50 },
          (_, n) =>
            new Promise<void>((resolve) => {
              const socket = connect({ port: fort.port, host: '127.0.0.1' }, () => {
                socket.write(head + body, () =>
                  setTimeout(() => {
                    socket.destroy();
                  }, n % 10),
                );
              });
              socket.on('error', () => undefined);
              socket.on('close', () => resolve());
            }),
        ),
      );
    }
    await expectAlive();
    const pool = fort.server.db.pool;
    expect(pool.waitingCount).toBe(0);
    process.off('unhandledRejection', note);
    expect(failures).toEqual([]);
  });
});

describe('corpora', () => {
  const documents = corpus<{ query: string; syntaxError: string | null }>('graphql-documents.json');
  const bodies = corpus<{ name: string; expect: 'accept' | 'reject' | 'either'; base64: string | null }>(
    'json-test-suite.json',
  );

  test('GQL-33 every document of the GraphQL tests is refused in order', async () => {
    const { pid } = process;
    for (const { query, syntaxError } of documents) {
      const { status, text, code } = await fort.graphql(query);
      const wanted = syntaxError
        ? ['GRAPHQL_PARSE_FAILED']
        : [
            'GRAPHQL_VALIDATION_FAILED',
            'COST_LIMIT',
            'ALIAS_LIMIT',
            'DEPTH_LIMIT',
            'GRAPHQL_PARSE_FAILED',
            'BAD_USER_INPUT',
          ];
      if (code !== undefined || syntaxError)
        expect({ query, status, code, known: wanted.includes(code ?? '') }).toMatchObject({ status: 400, known: true });
      else
        expect({ query, status, kind: /^\s*(#.*\s*)*(query\s*\w*\s*)?\{[\s\S]*__typename/.test(query) }).toEqual({
          query,
          status: 200,
          kind: true,
        });
      expect(text).not.toMatch(/ at .*\.[jt]s:\d+|node_modules/);
    }
    expect(process.pid).toBe(pid);
    await expectAlive();
  });

  test('GQL-34 every body of the JSON tests is refused where it is no JSON', async () => {
    const generated: Record<string, string> = {
      'n_structure_100000_opening_arrays.json': '['.repeat(100_000),
      'n_structure_open_array_object.json': '[{"":'.repeat(50_000),
    };
    for (const { name, expect: wanted, base64 } of bodies) {
      const { status } = await post(base64 === null ? (generated[name] ?? '') : Buffer.from(base64, 'base64'));
      const allowed =
        wanted === 'reject' ? [400, ...(name === 'n_structure_open_array_object.json' ? [413] : [])] : [400];
      expect({ name, status, allowed: allowed.includes(status) }).toEqual({ name, status, allowed: true });
    }
    await expectAlive();
  });
});
