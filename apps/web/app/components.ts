import { publicCommentsRoutes } from '@hiroba/public-comments/web/routes';
import { votesRoutes } from '@hiroba/votes/web/routes';
import { debatesRoutes } from '@hiroba/debates/web/routes';
import { proposalsRoutes } from '@hiroba/proposals/web/routes';
import type { ComponentRoutes } from '../library-routes.ts';

/** The pages and desks of the components this installation offers. */
export const components: readonly ComponentRoutes[] = [proposalsRoutes, debatesRoutes, publicCommentsRoutes, votesRoutes];
