import { describe, expect, it } from '@jest/globals';
import devkit from '@nx/devkit';
import { root } from '../node.mjs';
import component, { withComponent } from './component.mjs';

describe('the component generator', () => {
  it('names a component in a list just as the list names the proposals', () => {
    const words = devkit.names('public-comments');
    const list = `import { proposalsServer } from '@hiroba/proposals/server';\n\nexport const components = [proposalsServer];\n`;
    expect(withComponent(list, words)).toBe(
      `import { proposalsServer } from '@hiroba/proposals/server';\nimport { publicCommentsServer } from '@hiroba/public-comments/server';\n\n` +
        `export const components = [proposalsServer, publicCommentsServer];\n`,
    );
    expect(withComponent('  ...proposalsRoutes,\n', words)).toBe('  ...proposalsRoutes, ...publicCommentsRoutes,\n');
  });

  it('writes a whole folder', async () => {
    const { FsTree } = await import('nx/src/generators/tree.js');
    const tree = new FsTree(root, false);
    await component(tree, { name: 'public-comments' });
    const written = tree
      .listChanges()
      .filter((change) => change.type === 'CREATE')
      .map((change) => change.path);
    expect(written).toContain('libs/components/public-comments/src/domain/public-comment.policy.ts');
    expect(tree.read('libs/components/public-comments/src/manifest.ts', 'utf8')).toContain(`name: 'public-comments'`);
    expect(written.filter((file) => /__|tmpl/.test(file))).toEqual([]);
    expect(tree.read('apps/api/src/components.ts', 'utf8')).toContain(`'@hiroba/public-comments/server'`);
  });
});
