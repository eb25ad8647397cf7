import path from 'node:path';

const command = 'node node_modules/eslint/bin/eslint.js {projectRoot} --max-warnings=0 --no-error-on-unmatched-pattern';

/** Gives every workspace package a lint target, so that a new package is linted from its first day. */
export const createNodesV2 = [
  '{apps,libs}/**/package.json',
  (files) =>
    files.map((file) => {
      const target = { executor: 'nx:run-commands', cache: false, options: { command } };
      return [file, { projects: { [path.dirname(file)]: { targets: { lint: target } } } }];
    }),
];
