import { describe, expect, it } from '@jest/globals';
import { decisionRecords } from './adr.ts';
import { advisories } from './advisories.ts';
import { componentLists } from './lists.ts';
import { locales } from './locales.ts';
import { lockfile } from './lockfile.ts';
import { absolutePaths } from './paths.ts';
import { planted } from './plant.ts';
import { freshSchema } from './schema.ts';

describe('locales', () => {
  const tree = (ja: object, en: object, source = '') => ({
    'libs/things/locales/ja.json': ja,
    'libs/things/locales/en.json': en,
    'libs/things/src/web/ThingPage.tsx': source,
  });

  it('accepts two complete languages', () => {
    const source = `t('things.title'); at('things.no'); t(\`things.state.\${state}\`)`;
    expect(
      planted(locales, tree({ 'things.title': '{n, plural, other {#件}}' }, { 'things.title': '{n} things' }, source)),
    ).toEqual([]);
  });

  it('finds a key that one language lacks', () => {
    expect(planted(locales, tree({ 'things.title': 'もの' }, {}))).toEqual([
      'libs/things/locales/en.json lacks things.title',
    ]);
  });

  it('finds a message that does not parse', () => {
    expect(planted(locales, tree({ 'things.title': '{n' }, { 'things.title': 'n' }))).toEqual([
      expect.stringContaining('things.title does not parse'),
    ]);
  });

  it('finds a parameter that one language forgot', () => {
    expect(planted(locales, tree({ 'things.by': '{name}さん' }, { 'things.by': 'by' }))).toEqual([
      'libs/things/locales: things.by uses {name} in one language only',
    ]);
  });

  it('finds a key that nobody wrote', () => {
    expect(planted(locales, tree({}, {}, `<p>{t('things.lost')}</p>`))).toEqual([
      'libs/things/src/web/ThingPage.tsx: nobody wrote the text of things.lost',
    ]);
  });

  it('finds a missing file and a key written twice', () => {
    const twice = { 'libs/a/locales/ja.json': { 'a.b': 'あ' }, 'libs/a/locales/en.json': { 'a.b': 'a' } };
    expect(planted(locales, { ...twice, 'libs/b/locales/ja.json': { 'a.b': 'あ' } })).toEqual([
      'libs/b/locales/en.json is missing',
      'libs/b/locales: a.b is also in libs/a/locales',
      'libs/b/locales/en.json lacks a.b',
    ]);
  });
});

describe('component lists', () => {
  const tree = (api: string, web: string) => ({
    'libs/components/polls/package.json': { name: '@hiroba/polls' },
    'libs/components/polls/src/server/index.ts': '',
    'libs/components/polls/src/web/index.tsx': '',
    'apps/api/src/components.ts': api,
    'apps/web/app/components.ts': web,
  });

  it('accepts a component that both apps list', () => {
    const both = tree(`import { polls } from '@hiroba/polls/server';`, `import { polls } from '@hiroba/polls/web';`);
    expect(planted(componentLists, both)).toEqual([]);
  });

  it('finds a folder that an app forgot', () => {
    expect(planted(componentLists, tree(`import { polls } from '@hiroba/polls/server';`, ''))).toEqual([
      'libs/components/polls is not in apps/web/app/components.ts',
    ]);
  });
});

describe('decision records', () => {
  it('finds a gap, a repetition and a bad name', () => {
    const files = {
      'docs/adr/0001-a.md': '# A',
      'docs/adr/0001-b.md': '# B',
      'docs/adr/0004-c.md': 'C',
      'docs/adr/notes.md': '# N',
    };
    expect(planted(decisionRecords, files)).toEqual([
      'docs/adr/0001-b.md should have the number 2',
      'docs/adr/0004-c.md should have the number 3',
      'docs/adr/0004-c.md has no title',
      'docs/adr/notes.md is not named NNNN-title.md',
    ]);
    expect(planted(decisionRecords, { 'docs/adr/0001-a.md': '# A', 'docs/adr/0002-b.md': '# B' })).toEqual([]);
  });
});

describe('the lockfile', () => {
  const whole = { version: '1.0.0', integrity: 'sha512-x' };
  const tree = (packages: object, manifest: object = {}) => ({
    'package.json': manifest,
    'package-lock.json': { packages },
  });

  it('accepts a complete one', () => {
    const packages = {
      '': {},
      'node_modules/a': { ...whole, optionalDependencies: { b: '1' } },
      'node_modules/b': whole,
    };
    expect(planted(lockfile, tree(packages))).toEqual([]);
  });

  it('finds a platform package that npm dropped', () => {
    const packages = { '': {}, 'node_modules/a': { ...whole, optionalDependencies: { 'a-linux-arm64': '1' } } };
    expect(planted(lockfile, tree(packages))).toEqual(['node_modules/a lacks its platform package a-linux-arm64']);
  });

  it('finds a registry, a missing checksum and a missing version', () => {
    const packages = { '': {}, 'node_modules/a': { resolved: 'https://registry.example/a.tgz' } };
    expect(planted(lockfile, tree(packages))).toEqual([
      'node_modules/a has no version',
      'node_modules/a has no integrity',
      'node_modules/a names a registry (https://registry.example/a.tgz)',
    ]);
  });

  it('finds a workspace and a dependency that were added without npm install', () => {
    const files = { ...tree({ '': {} }, { dependencies: { a: '1' } }), 'libs/new/package.json': {} };
    expect(planted(lockfile, files)).toEqual([
      'dependencies of package.json differ from the lockfile; run npm install',
      'libs/new/package.json is not in the lockfile; run npm install',
    ]);
  });
});

describe('advisories', () => {
  const installed = (packages: Readonly<Record<string, string>>) => ({
    'package-lock.json': {
      packages: Object.fromEntries(
        Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }]),
      ),
    },
  });

  it('accepts fixed versions', () => {
    expect(
      planted(
        advisories,
        installed({ ws: '8.23.0', sharp: '1.0.0', '@mikro-orm/core': '7.2.1', '@mikro-orm/nestjs': '7.1.0' }),
      ),
    ).toEqual([]);
  });

  it('finds versions with a known hole', () => {
    expect(
      planted(
        advisories,
        installed({ 'a/node_modules/ws': '8.9.1', 'sanitize-html': '2.18.1-beta.1', xlsx: '0.18.5' }),
      ),
    ).toEqual([
      expect.stringContaining('sanitize-html 2.18.1-beta.1 is below 2.18.1'),
      expect.stringContaining('ws 8.9.1 is below 8.23.0'),
      expect.stringContaining('xlsx 0.18.5 is not to be used'),
    ]);
  });

  it('finds a family with mixed versions', () => {
    expect(planted(advisories, installed({ '@mikro-orm/core': '7.2.1', '@mikro-orm/postgresql': '7.2.5' }))).toEqual([
      '@mikro-orm/* has several versions: 7.2.1, 7.2.5',
    ]);
  });
});

describe('absolute paths', () => {
  it('finds a directory of one machine, and leaves routes and addresses alone', () => {
    const bad = ['', 'home', 'hana', 'city'].join('/');
    const files = {
      'a.ts': `import './shell/home/Page.tsx';\nconst url = 'https://city.example/${'work'}/plan';`,
      'b.md': `cd ${bad}`,
    };
    expect(planted(absolutePaths, files)).toEqual(['b.md:1 names a path of one machine']);
  });
});

describe('the schema', () => {
  const printer = (text: string) => ({
    'tools/ts-hooks.mjs': '',
    'package.json': { type: 'module' },
    'apps/api/src/print-schema.ts': `import { writeFileSync } from 'node:fs'; writeFileSync('apps/api/schema.graphql', '${text}');`,
  });

  it('finds a committed schema that the sources no longer make', () => {
    const old = { 'apps/api/schema.graphql': 'type Query' };
    expect(planted(freshSchema, { ...printer('type Query'), ...old })).toEqual([]);
    expect(planted(freshSchema, { ...printer('type Query2'), ...old })).toEqual([expect.stringContaining('was stale')]);
  });
});
