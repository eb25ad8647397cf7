import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The pages on which a text is reported, withheld and restored, and decisions appealed, and what all that comes to; mounted below the language. */
export const moderationRoutes: RouteConfigEntry[] = [
  here.route('report/:kind/:id', './ReportPage.tsx'),
  here.route('reports/:id/:key', './MailReportPage.tsx'),
  here.route('appeal/:kind/:id', './AppealPage.tsx'),
  here.route('me/decisions', './ConcernedPage.tsx'),
  here.route('moderation', './NumbersPage.tsx'),
  here.route('moderation/rules', './RulesPage.tsx'),
  here.route('moderate/account/:id', './AccountCasePage.tsx'),
  here.route('moderate/:kind/:id', './ModeratePage.tsx'),
  here.route('desk/words', './desk/WordsPage.tsx'),
  here.route('desk/moderation', './desk/QueuePage.tsx'),
  here.route('desk/moderation/modes', './desk/ModesPage.tsx'),
  here.route('desk/moderation/bulk/:id', './desk/BulkPage.tsx'),
  here.route('desk/moderation/:kind/:id', './desk/CasePage.tsx'),
];

/** The pages of those who write the rules of their city, mounted below the staff desk. */
export const moderationDeskRoutes: RouteConfigEntry[] = prefix('rules', [
  here.index('./desk/RulesDeskPage.tsx'),
  here.route(':rule', './desk/RuleDeskPage.tsx'),
]);
