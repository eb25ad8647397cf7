import path from 'node:path';
import { getAppDirectory, type RouteConfigEntry } from '@react-router/dev/routes';

/** Routes of a library, by paths from the app: the built pages must not know where they were built. */
export const fromHere = (routes: RouteConfigEntry[]): RouteConfigEntry[] =>
  routes.map(({ file, children, ...rest }) => ({
    ...rest,
    file: path.relative(getAppDirectory(), file),
    ...(children ? { children: fromHere(children) } : {}),
  }));

/** The pages of a component below a space, those below the staff desk, and those that belong to no place, below the language. */
export interface ComponentRoutes {
  readonly pages: RouteConfigEntry[];
  readonly desk: RouteConfigEntry[];
  readonly own?: RouteConfigEntry[];
}
