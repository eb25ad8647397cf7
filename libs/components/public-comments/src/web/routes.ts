import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

const pages: RouteConfigEntry[] = prefix('public-comments/:componentId', [
  here.index('./RoundListPage.tsx'),
  here.route('new', './RoundNewPage.tsx'),
  here.route('years', './RoundYearsPage.tsx'),
  ...prefix(':id', [
    here.index('./RoundPage.tsx'),
    here.route('submit', './SubmitPage.tsx'),
    here.route('receipt', './ReceiptPage.tsx'),
    here.route('receipt/proof', './receipt-proof-door.ts'),
    here.route('result', './ResultPage.tsx'),
    here.route('desk/intake', './IntakePage.tsx'),
    here.route('desk/submissions/:submissionId', './DeskSubmissionPage.tsx'),
    here.route('desk/opinions', './DeskOpinionsPage.tsx'),
    here.route('desk/sheet', './office-sheet-door.ts'),
    here.route('desk/opinions/:opinionId', './DeskOpinionPage.tsx'),
    here.route('write', './RoundWritePage.tsx'),
    here.route('plan', './RoundPlanPage.tsx'),
    here.route('changes', './RoundChangesPage.tsx'),
    here.route('notices', './RoundNoticesPage.tsx'),
    here.route('desk', './RoundDeskPage.tsx'),
    here.route('text', './RoundTextPage.tsx'),
    here.route('correct', './RoundCorrectPage.tsx'),
  ]),
]);

/** The pages of a place for rounds, mounted below a space; staff find the desk of a round beside it. */
export const publicCommentsRoutes = { pages, desk: [] };
