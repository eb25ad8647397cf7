import { index, prefix, route, type RouteConfig } from '@react-router/dev/routes';
import { componentRoutes, deskRoutes } from './components.ts';

/** The shell's own pages, and below each placed component the pages of its library. */
export default [
  index('./shell/home/greet.ts'),
  ...prefix(':locale', [
    index('./shell/home/HomePage.tsx'),
    ...prefix('spaces/:slug', componentRoutes),
    ...prefix('desk', deskRoutes),
  ]),
  route('*', './shell/errors/NotFoundPage.tsx'),
] satisfies RouteConfig;
