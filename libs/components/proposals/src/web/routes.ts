import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

const pages: RouteConfigEntry[] = prefix('proposals/:componentId', [
  here.index('./ProposalListPage.tsx'),
  here.route('new', './ProposalNewPage.tsx'),
  here.route('enter', './EntryPage.tsx'),
  here.route('map', './ProposalMapPage.tsx'),
  here.route('import', './ProposalImportPage.tsx'),
  here.route('copy', './ProposalCopyPage.tsx'),
  here.route('jobs/:jobId', './ProposalJobPage.tsx'),
  here.route('similar', './similar-titles.ts'),
  ...prefix(':id', [
    here.index('./ProposalPage.tsx'),
    here.route('write', './ProposalWritePage.tsx'),
    here.route('files', './ProposalFilesPage.tsx'),
    here.route('preview', './ProposalPreviewPage.tsx'),
    here.route('history', './ProposalHistoryPage.tsx'),
    here.route('amend', './AmendPage.tsx'),
    here.route('amendments/:amendmentId', './AmendmentPage.tsx'),
    here.route('answer', './ProposalAnswerPage.tsx'),
    here.route('answers', './AnswerHistoryPage.tsx'),
    here.route('split', './SplitPage.tsx'),
    here.route('undo', './UndoPage.tsx'),
    here.route('move', './MovePage.tsx'),
    here.route('slip', './SlipPage.tsx'),
    here.route('authors', './ProposalAuthorsPage.tsx'),
    here.route('invitation/:invitationId', './InvitationPage.tsx'),
  ]),
]);

const desk: RouteConfigEntry[] = [
  here.route('answers', './AnswerDeskPage.tsx'),
  here.route('answers/many', './AnswerManyPage.tsx'),
  here.route('answers/merge', './MergePage.tsx'),
  here.route('answers/import', './AnswerImportPage.tsx'),
  here.route('components/:id/answerStatuses', './AnswerStatusesPage.tsx'),
];

const own: RouteConfigEntry[] = [here.route('paper', './PaperPage.tsx')];

/** The pages of a place for proposals, mounted below a space; of those who answer, below the staff desk; and what belongs to no place. */
export const proposalsRoutes = { pages, desk, own };
