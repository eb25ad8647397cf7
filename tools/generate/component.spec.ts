import { describe, expect, it } from '@jest/globals';
import devkit from '@nx/devkit';
import { root } from '../node.mjs';
import component from './component.mjs';
import { lists, withComponent, withoutComponent } from './lists.mjs';

describe('the component generator', () => {
  const [server, routes] = lists as [(typeof lists)[number], (typeof lists)[number]];
  const words = devkit.names('public-comments');
  const one = `import { proposalsServer } from '@hiroba/proposals/server';\n\nexport const components: readonly X[] = [proposalsServer];\n`;
  const two = `import { publicCommentsServer } from '@hiroba/public-comments/server';\n${one.replace('[proposalsServer]', '[proposalsServer, publicCommentsServer]')}`;
  const none = '/** None. */\nexport const components = [];\n';
  const long = 'export const components = [\n  aRoutes,\n  bRoutes,\n];\n';

  it.each([
    ['one', server, one, two],
    ['no', routes, none, `import { publicCommentsRoutes } from '@hiroba/public-comments/web/routes';\n${none.replace('[]', '[publicCommentsRoutes]')}`],
    ['several lines', routes, long, `import { publicCommentsRoutes } from '@hiroba/public-comments/web/routes';\n${long.replace('];', '  publicCommentsRoutes,\n];')}`],
  ])('names a component in a list of %s, and takes it out again', (_, list, before, after) => {
    expect(withComponent(before, list, words)).toBe(after);
    expect(withoutComponent(after, list, words)).toBe(before);
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
