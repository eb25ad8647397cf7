import { relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The pages on which a text is reported, withheld and restored, and decisions appealed, and what all that comes to; mounted below the language. */
export const moderationRoutes: RouteConfigEntry[] = [
  here.route('report/:kind/:id', './ReportPage.tsx'),
  here.route('appeal/:kind/:id', './AppealPage.tsx'),
  here.route('moderation', './NumbersPage.tsx'),
  here.route('moderate/:kind/:id', './ModeratePage.tsx'),
];
