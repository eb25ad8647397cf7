import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface BuiltRoute {
  readonly id: string;
  readonly parentId?: string;
  readonly path?: string;
  readonly hasDefaultExport: boolean;
}

/** The patterns of all pages, as the build knows them: `:locale/spaces/:slug`. */
export function pagesOf(dist: string): readonly string[] {
  const client = path.join(dist, 'web/client');
  const [file] = globSync('assets/manifest-*.js', { cwd: client });
  if (!file) throw new Error('no built pages; run npm run build');
  const source = readFileSync(path.join(client, file), 'utf8').replace(/^window\.__reactRouterManifest=|;?\s*$/g, '');
  const { routes } = JSON.parse(source) as { routes: Readonly<Record<string, BuiltRoute>> };
  const pattern = (route: BuiltRoute | undefined): string[] =>
    route ? [...pattern(route.parentId ? routes[route.parentId] : undefined), ...(route.path ? [route.path] : [])] : [];
  const pages = Object.values(routes).filter(({ id, hasDefaultExport }) => hasDefaultExport && id !== 'root');
  return pages.map((route) => pattern(route).join('/')).sort();
}
