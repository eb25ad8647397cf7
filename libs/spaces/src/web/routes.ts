import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The pages of spaces for everybody, mounted below the language. */
export const spaceRoutes: RouteConfigEntry[] = [
  here.route('spaces', './SpaceListPage.tsx'),
  here.route('spaces/:slug', './SpacePage.tsx'),
  here.route('spaces/:slug/rules/:componentId', './RulesPage.tsx'),
  here.route('answers', './AnswersPage.tsx'),
  here.route('activity', './ActivityPage.tsx'),
  here.route('register', './RegisterPage.tsx'),
  here.route('legal/:page', './LegalPage.tsx'),
];

/** The pages of those who make spaces, mounted below the staff desk. */
export const spaceDeskRoutes: RouteConfigEntry[] = [
  ...prefix('spaces', [
    here.index('./desk/DeskSpacesPage.tsx'),
    here.route('new', './desk/NewSpacePage.tsx'),
    ...prefix(':slug', [
      here.index('./desk/DeskSpacePage.tsx'),
      here.route('texts', './desk/SpaceTextsPage.tsx'),
      here.route('ask', './desk/SpaceAskPage.tsx'),
      here.route('phases', './desk/SpacePhasesPage.tsx'),
      here.route('components', './desk/SpaceComponentsPage.tsx'),
      here.route('visibility', './desk/SpaceVisibilityPage.tsx'),
      here.route('picture', './desk/SpacePicturePage.tsx'),
      here.route('preview', './desk/SpacePreviewPage.tsx'),
      here.route('copy', './desk/CopySpacePage.tsx'),
    ]),
  ]),
  here.route('components/:id', './desk/ComponentPage.tsx'),
  here.route('organisation', './desk/OrganisationPage.tsx'),
  here.route('legal/:page', './desk/LegalEditorPage.tsx'),
];

/** The first page of an empty installation, mounted below the language. */
export const setupRoutes: RouteConfigEntry[] = [here.route('setup', './SetupPage.tsx')];
