import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

const pages: RouteConfigEntry[] = prefix('votes/:componentId', [
  here.index('./VoteListPage.tsx'),
  here.route('new', './VoteNewPage.tsx'),
  ...prefix(':id', [
    here.index('./VotePage.tsx'),
    here.route('ballot', './BallotPage.tsx'),
    here.route('set-up', './VoteSetupPage.tsx'),
    here.route('run', './VoteRunPage.tsx'),
    here.route('counter', './CounterPage.tsx'),
    here.route('papers/:batch', './PaperBatchPage.tsx'),
    here.route('result', './VoteResultPage.tsx'),
    here.route('files/:name', './VoteFileDoor.ts'),
    here.route('versions/:version/:name', './VersionFileDoor.ts'),
  ]),
]);

/** The pages of a place for votes, mounted below a space; the staff who run one find their desk beside it. */
export const votesRoutes = { pages, desk: [] };
