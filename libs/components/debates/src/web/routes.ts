import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

const pages: RouteConfigEntry[] = prefix('debates/:componentId', [
  here.index('./DebateListPage.tsx'),
  here.route('new', './DebateNewPage.tsx'),
  ...prefix(':id', [
    here.index('./DebatePage.tsx'),
    here.route('write', './DebateWritePage.tsx'),
    here.route('preview', './DebatePreviewPage.tsx'),
    here.route('history', './DebateHistoryPage.tsx'),
    here.route('lead', './DebateLeadPage.tsx'),
  ]),
]);

/** The pages of a place for debates, mounted below a space; whoever leads one finds their desk beside it. */
export const debatesRoutes = { pages, desk: [] };
