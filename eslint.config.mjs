import nx from '@nx/eslint-plugin';
import hooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';
import { arrows, layers } from './tools/lint/arrows.mjs';
import { bans, onlySpecBan, rawHtmlBan, webBans } from './tools/lint/bans.mjs';

const sources = ['**/*.{ts,tsx,mjs}'];
const specs = ['**/*.spec.{ts,tsx}', 'libs/testing/**', 'apps/api/security/**', 'apps/e2e/**', 'libs/components/*/testing/**'];
const environment = [
  'error',
  { object: 'process', property: 'env', message: 'Libraries receive values from config.ts.' },
];

export default typescript.config(
  { ignores: ['**/dist/**', '**/gql/**', '**/.react-router/**', 'data/**', 'tools/generate/files/**'] },
  { linterOptions: { noInlineConfig: true } },
  ...typescript.configs.recommended,
  {
    files: sources,
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.{ts,tsx}'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints: layers }],
      'no-restricted-properties': environment,
      'no-restricted-syntax': ['error', ...bans],
    },
  },
  {
    files: ['libs/**/*.tsx', 'apps/web/**/*.tsx'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', ...bans, ...webBans, rawHtmlBan],
    },
  },
  { files: ['libs/ui/src/rich-text.tsx'], rules: { 'no-restricted-syntax': ['error', ...bans, ...webBans] } },
  ...arrows,
  {
    files: [...specs, 'apps/*/src/config.ts', 'apps/*/src/main.ts', 'apps/**/*.config.*', 'tools/**'],
    rules: { 'no-restricted-properties': ['error', ...onlySpecBan] },
  },
  {
    files: specs,
    rules: { '@nx/enforce-module-boundaries': 'off', 'max-lines': 'off' },
  },
);
