import { relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The page on which a text is withheld or restored; mounted below the language. */
export const moderationRoutes: RouteConfigEntry[] = [here.route('moderate/:kind/:id', './ModeratePage.tsx')];
