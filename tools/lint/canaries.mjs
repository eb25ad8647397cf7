const boundary = '@nx/enforce-module-boundaries';
const inside = 'no-restricted-imports';
const proposals = 'libs/components/proposals/src';

const uses = (file, from, rule) => ({
  name: `${file} imports ${from}`,
  file,
  code: `import * as it from '${from}';\nexport { it };`,
  rule,
});

/** One forbidden line of each kind, and the rule that must see it. */
export const canaries = [
  uses('libs/kernel/src/canary.ts', '@hiroba/accounts', boundary),
  uses('libs/server/src/canary.ts', '@hiroba/spaces', boundary),
  uses('libs/accounts/src/canary.ts', '@hiroba/proposals', boundary),
  uses('libs/ui/src/canary.ts', '@hiroba/comments', boundary),
  uses('libs/accounts/src/canary.ts', '../../spaces/src/index.ts', boundary),
  uses(`${proposals}/domain/canary.ts`, 'node:crypto', inside),
  uses(`${proposals}/domain/canary.ts`, '@nestjs/common', inside),
  uses(`${proposals}/domain/canary.ts`, '@mikro-orm/core', inside),
  uses(`${proposals}/domain/canary.ts`, 'react', inside),
  uses(`${proposals}/domain/canary.ts`, '../server/index.ts', inside),
  uses(`${proposals}/domain/canary.ts`, '@hiroba/server', inside),
  uses(`${proposals}/server/canary.ts`, '../web/index.tsx', inside),
  uses(`${proposals}/server/canary.ts`, '@hiroba/accounts/web', inside),
  uses(`${proposals}/web/canary.tsx`, '../server/index.ts', inside),
  uses(`${proposals}/web/canary.tsx`, '@hiroba/accounts/server', inside),
  uses(`${proposals}/web/canary.tsx`, 'node:fs', inside),
  uses('libs/kernel/src/canary.ts', 'node:fs', inside),
  uses('apps/web/app/canary.tsx', '@hiroba/server', inside),
  {
    name: 'a library reads the environment',
    file: 'libs/server/src/canary.ts',
    code: 'export const port = process.env.PORT;',
    rule: 'no-restricted-properties',
  },
  {
    name: 'a page writes raw HTML',
    file: `${proposals}/web/canary.tsx`,
    code: 'export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;',
    rule: 'no-restricted-syntax',
  },
  {
    name: 'a field has a placeholder',
    file: 'libs/ui/src/canary.tsx',
    code: 'export const Field = () => <input placeholder="name" />;',
    rule: 'no-restricted-syntax',
  },
  {
    name: 'a test is left out',
    file: 'libs/kernel/src/canary.spec.ts',
    code: 'it.skip("works", () => undefined);',
    rule: 'no-restricted-properties',
  },
  {
    name: 'a rule is switched off by a comment',
    file: 'libs/kernel/src/canary.ts',
    code: '// eslint-disable-next-line\nexport let loud: any;',
    rule: '@typescript-eslint/no-explicit-any',
  },
];
