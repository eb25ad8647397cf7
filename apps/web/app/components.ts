import type { RouteConfigEntry } from '@react-router/dev/routes';

/** The pages of every component library of this installation, mounted below a space. */
export const componentRoutes: RouteConfigEntry[] = [];
