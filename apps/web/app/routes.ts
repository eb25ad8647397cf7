import { index, prefix, route, type RouteConfig } from '@react-router/dev/routes';
import { accountDeskRoutes, accountRoutes } from '@hiroba/accounts/web/routes';
import { commentRoutes } from '@hiroba/comments/web/routes';
import { moderationDeskRoutes, moderationRoutes } from '@hiroba/moderation/web/routes';
import { noticeRoutes } from '@hiroba/notifications/web/routes';
import { setupRoutes, spaceDeskRoutes, spaceRoutes } from '@hiroba/spaces/web/routes';
import { taxonomyDeskRoutes } from '@hiroba/taxonomies/web/routes';
import { logRoutes } from '@hiroba/transparency/web/routes';
import { fromHere } from '../library-routes.ts';
import { components } from './components.ts';

/** The shell's own pages, and below a space and the desk those of the components. */
export default [
  index('./shell/home/greet.ts'),
  route(':locale', './shell/frame/known-language.ts', [
    index('./shell/home/HomePage.tsx'),
    route('me', './shell/me/MePage.tsx'),
    route('outbox', './shell/outbox/OutboxPage.tsx'),
    route('share/:kind/:id', './shell/share/SharePage.tsx'),
    route('open-data', './shell/open-data/OpenDataPage.tsx'),
    ...fromHere(commentRoutes),
    ...fromHere(moderationRoutes),
    ...fromHere(noticeRoutes),
    ...fromHere(spaceRoutes),
    ...fromHere(logRoutes),
    ...prefix('spaces/:slug', components.flatMap(({ pages }) => fromHere(pages))),
    ...components.flatMap(({ own = [] }) => fromHere(own)),
    ...fromHere(accountRoutes),
    ...fromHere(setupRoutes),
    route('desk', './shell/desk/DeskPage.tsx'),
    ...prefix('desk', fromHere(spaceDeskRoutes)),
    ...prefix('desk', fromHere(accountDeskRoutes)),
    ...prefix('desk', fromHere(taxonomyDeskRoutes)),
    ...prefix('desk', fromHere(moderationDeskRoutes)),
    ...prefix('desk', components.flatMap(({ desk }) => fromHere(desk))),
  ]),
  route('*', './shell/errors/NotFoundPage.tsx'),
] satisfies RouteConfig;
