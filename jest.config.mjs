const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', tsx: true, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
        keepClassNames: true,
        experimental: { keepImportAttributes: true },
      },
      module: { type: 'es6' },
    },
  ],
};

const shared = {
  rootDir: import.meta.dirname,
  transform,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/.nx/', '<rootDir>/tools/generate/files/'],
  moduleNameMapper: { '\\.css$': '<rootDir>/tools/jest/no-styles.mjs' },
};

/** Plain and server specs share what they load: they run in bare Node, in processes of their own. */
const bare = ['jest-light-runner', { runtime: 'child_process' }];

const api = ['/[^/]*\\.api\\.spec\\.ts$'];

/** Three kinds of specs: plain and server code, the API on a real PostgreSQL, and React in jsdom. */
export default {
  projects: [
    {
      ...shared,
      displayName: 'domain',
      runner: bare,
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...api],
    },
    {
      ...shared,
      displayName: 'api',
      runner: bare,
      testMatch: ['<rootDir>/{apps,libs}/**/*.api.spec.ts'],
      globalSetup: '<rootDir>/tools/jest/start-database.ts',
      globalTeardown: '<rootDir>/tools/jest/stop-database.ts',
    },
    {
      ...shared,
      displayName: 'web',
      testEnvironment: '<rootDir>/tools/jest/browser-environment.mjs',
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.tsx'],
      setupFiles: ['<rootDir>/tools/jest/browser.mjs'],
    },
  ],
  testTimeout: 120_000,
  maxWorkers: 2,
  reporters: ['default', 'summary', '<rootDir>/tools/jest/reporter.mjs'],
};
