import { describe, expect, it } from '@jest/globals';
import devkit from '@nx/devkit';
import { root } from '../node.mjs';
import component from './component.mjs';
import { lists, withComponent, withoutComponent } from './lists.mjs';

describe('the component generator', () => {
  const [server, routes] = lists as [(typeof lists)[number], (typeof lists)[number]];
  const words = devkit.names('youth-councils');
  const one = `import { proposalsServer } from '@hiroba/proposals/server';\n\nexport const components: readonly X[] = [proposalsServer];\n`;
  const two = `import { youthCouncilsServer } from '@hiroba/youth-councils/server';\n${one.replace('[proposalsServer]', '[proposalsServer, youthCouncilsServer]')}`;
  const none = '/** None. */\nexport const components = [];\n';
  const long = 'export const components = [\n  aRoutes,\n  bRoutes,\n];\n';

  it.each([
    ['one', server, one, two],
    ['no', routes, none, `import { youthCouncilsRoutes } from '@hiroba/youth-councils/web/routes';\n${none.replace('[]', '[youthCouncilsRoutes]')}`],
    ['several lines', routes, long, `import { youthCouncilsRoutes } from '@hiroba/youth-councils/web/routes';\n${long.replace('];', '  youthCouncilsRoutes,\n];')}`],
  ])('names a component in a list of %s, and takes it out again', (_, list, before, after) => {
    expect(withComponent(before, list, words)).toBe(after);
    expect(withoutComponent(after, list, words)).toBe(before);
  });

  it('writes a whole folder', async () => {
    const { FsTree } = await import('nx/src/generators/tree.js');
    const tree = new FsTree(root, false);
    await component(tree, { name: 'youth-councils' });
    const written = tree
      .listChanges()
      .filter((change) => change.type === 'CREATE')
      .map((change) => change.path);
    expect(written).toContain('libs/components/youth-councils/src/domain/youth-council.policy.ts');
    expect(tree.read('libs/components/youth-councils/src/manifest.ts', 'utf8')).toContain(`name: 'youth-councils'`);
    expect(written.filter((file) => /__|tmpl/.test(file))).toEqual([]);
    expect(tree.read('apps/api/src/components.ts', 'utf8')).toContain(`'@hiroba/youth-councils/server'`);
  });
});
