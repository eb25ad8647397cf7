import path from 'node:path';
import { getAppDirectory, index, layout, prefix, route, type RouteConfig, type RouteConfigEntry } from '@react-router/dev/routes';
import { components } from './components.ts';

/** Routes of a library, by paths from here: the built pages must not know where they were built. */
const fromHere = (routes: RouteConfigEntry[]): RouteConfigEntry[] =>
  routes.map(({ file, children, ...rest }) => ({
    ...rest,
    file: path.relative(getAppDirectory(), file),
    ...(children ? { children: fromHere(children) } : {}),
  }));

/** The shell's own pages, and below a space and the desk those of the components. */
export default [
  index('./shell/home/greet.ts'),
  ...prefix(':locale', [
    index('./shell/home/HomePage.tsx'),
    route('me', './shell/me/MePage.tsx'),
    route('outbox', './shell/outbox/OutboxPage.tsx'),
    ...prefix('spaces/:slug', components.flatMap(({ pages }) => fromHere(pages))),
    layout('./shell/frame/MoreWords.tsx', [
      ...prefix('desk', components.flatMap(({ desk }) => fromHere(desk))),
    ]),
  ]),
  route('*', './shell/errors/NotFoundPage.tsx'),
] satisfies RouteConfig;
