import type { RouteConfigEntry } from '@react-router/dev/routes';
import { proposalDeskRoutes, proposalRoutes } from '@hiroba/proposals/web/routes';

/** The pages of every component library of this installation, mounted below a space. */
export const componentRoutes: RouteConfigEntry[] = [...proposalRoutes];

/** The desks of component libraries, mounted below the staff desk. */
export const deskRoutes: RouteConfigEntry[] = [...proposalDeskRoutes];
