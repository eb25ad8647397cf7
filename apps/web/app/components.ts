import { proposalsRoutes } from '@hiroba/proposals/web/routes';

/** The pages and desks of the components this installation offers. */
export const components = [proposalsRoutes];
