import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The pages of those who shape the trees of their city, mounted below the staff desk. */
export const taxonomyDeskRoutes: RouteConfigEntry[] = prefix('taxonomies', [
  here.index('./desk/TaxonomiesPage.tsx'),
  here.route(':tree', './desk/TaxonomyPage.tsx'),
  here.route(':tree/:node', './desk/TaxonomyNodePage.tsx'),
]);
