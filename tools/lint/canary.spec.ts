import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { environment, node, root } from '../node.mjs';
import { canaries } from './canaries.mjs';

describe('lint', () => {
  let complaints: string[][] = [];

  beforeAll(() => {
    const ran = spawnSync(node, ['tools/lint/canary.mjs'], { cwd: root, encoding: 'utf8', env: environment });
    if (ran.status !== 0) throw new Error(ran.stderr);
    complaints = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '[]') as string[][];
  });

  it.each(canaries.map((canary, index) => ({ ...canary, index })))('complains when $name', ({ index, rule }) => {
    expect(complaints[index]).toContain(rule);
  });
});
