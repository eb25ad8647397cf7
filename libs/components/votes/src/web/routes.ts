import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

const pages: RouteConfigEntry[] = prefix('votes/:componentId', [
  here.index('./VoteListPage.tsx'),
  ...prefix(':id', [
    here.index('./VotePage.tsx'),
  ]),
]);

/** The pages of a place for votes, mounted below a space; the staff who run one find their desk beside it. */
export const votesRoutes = { pages, desk: [] };
