import { relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The pages on which news are begun, chosen and ended, mounted below the language. */
export const noticeRoutes: RouteConfigEntry[] = [
  here.route('follow', './FollowPage.tsx', { id: 'follow-city' }),
  here.route('follow/:kind/:id', './FollowPage.tsx', { id: 'follow-thing' }),
  here.route('account/notices', './NoticesPage.tsx'),
  here.route('notices/confirm/:reader/:key', './ConfirmPage.tsx'),
  here.route('notices/out/:reader/:key', './OutPage.tsx'),
];
