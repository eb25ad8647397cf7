import { relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** What pages with comments ask while they are open, and the lasting addresses of comments; mounted below the language. */
export const commentRoutes: RouteConfigEntry[] = [
  here.route('comments/:rootKind/:rootId/since', './since.ts'),
  here.route('comments/:id', './permalink.ts'),
];
