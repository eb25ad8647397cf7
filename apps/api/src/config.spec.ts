import { describe, expect, it, test } from '@jest/globals';
import { readConfig } from './config.ts';
import { policy } from './http/gates.ts';
import { startProblem } from './start-problem.ts';

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.trim().split(':')[0] ?? '');
  }
};

describe('the configuration', () => {
  test('is complete without a single variable', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', demo: true, limits: 1, production: true });
  });

  test('lists all its problems at once', () => {
    expect(problemsOf({ PORT: 'x', HOST: '0.0.0.0', HIROBA_DEMO: 'maybe', HIROBA_SECRET: 'c2hvcnQ=', DATABASE_URL: 'mysql://x' }))
      .toEqual(['PORT', 'HIROBA_DEMO', 'HIROBA_SECRET', 'DATABASE_URL', 'HIROBA_ORIGIN']);
  });

  it.each([
    [{ HOST: '0.0.0.0', HIROBA_ORIGIN: 'https://voice.city.example' }, []],
    [{ HOST: '0.0.0.0', HIROBA_ORIGIN: 'http://voice.city.example' }, ['HIROBA_ORIGIN']],
    [{ HOST: '::1' }, []],
    [{ HIROBA_TILES: 'https://tiles.example/{z}/{x}/{y}.png', HIROBA_TILES_CREDIT: '国土地理院' }, []],
    [{ HIROBA_TILES: 'https://tiles.example/{z}/{x}/{y}.png' }, ['HIROBA_TILES_CREDIT']],
    [{ HIROBA_TILES_CREDIT: '国土地理院' }, ['HIROBA_TILES_CREDIT']],
    [{ HIROBA_TILES: 'http://tiles.example/{z}/{x}/{y}.png', HIROBA_TILES_CREDIT: 'x' }, ['HIROBA_TILES']],
    [{ HIROBA_TILES: 'https://tiles.example/{z}/{x}.png', HIROBA_TILES_CREDIT: 'x' }, ['HIROBA_TILES']],
    [{ HIROBA_TILES: 'https://{s}.tiles.example/{z}/{x}/{y}.png', HIROBA_TILES_CREDIT: 'x' }, ['HIROBA_TILES']],
    [{ HIROBA_TILES: "https://tiles.example;script-src *;/{z}/{x}/{y}.png", HIROBA_TILES_CREDIT: 'x' }, ['HIROBA_TILES']],
    [{ PORT: '' }, ['PORT']],
    [{ PORT: '70000' }, ['PORT']],
  ])('%j has the problems %j', (env, problems) => {
    expect(problemsOf(env)).toEqual(problems);
  });
});

describe('tiles', () => {
  const env = { HIROBA_TILES: 'https://tiles.example/pale/{z}/{x}/{y}.png', HIROBA_TILES_CREDIT: ' 国土地理院 https://maps.example/about ' };

  test('have a source with its page, and pages may load pictures from their server and from no other', () => {
    const { tiles } = readConfig(env);
    expect(tiles).toEqual({ url: env.HIROBA_TILES, credit: '国土地理院', creditUrl: 'https://maps.example/about' });
    expect(policy('n', tiles?.url).split('; ')).toContain(`img-src 'self' data: https://tiles.example`);
    expect(policy('n').split('; ')).toContain(`img-src 'self' data:`);
  });
});

const config = readConfig({ PORT: '3100', HIROBA_DATA: '/srv/hiroba' });
const external = readConfig({ DATABASE_URL: 'postgres://hiroba:secret@db.example:5432/hiroba' });

describe('why the server did not start', () => {
  it.each([
    ['a taken port', Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }), config, /port 3100 is taken.*PORT=3101 npm start/],
    ['a directory of somebody else\'s', Object.assign(new Error('mkdir'), { code: 'EACCES' }), config, /\/srv\/hiroba cannot be written \(EACCES\)/],
    ['a port of the system\'s', Object.assign(new Error('listen EACCES'), { code: 'EACCES' }), config, /may not listen on port 3100/],
    ['a database that is not there', Object.assign(new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]), {}), external, /db\.example:5432.*cannot be reached \(ECONNREFUSED\)/],
    ['a wrong password', Object.assign(new Error('password'), { code: '28P01' }), external, /does not accept the user or password/],
    ['a database nobody created', Object.assign(new Error('database "x" does not exist'), { code: '3D000' }), external, /does not exist; create it/],
    ['pages nobody built', Object.assign(new Error('Cannot find module /app/dist/web/server/index.js'), { code: 'ERR_MODULE_NOT_FOUND' }), config, /npm run build/],
    ['a server that does not start', new Error('PostgreSQL did not start (exit code 1).'), config, /^PostgreSQL did not start/],
  ])('%s is told in one sentence', (_, error, at, sentence) => {
    const problem = startProblem(error, at);
    expect(problem).toMatch(sentence);
    expect(problem).not.toContain('secret');
  });

  test('is left to the stack when nobody knows it', () => {
    expect(startProblem(new TypeError('x is not a function'), config)).toBeUndefined();
  });
});
