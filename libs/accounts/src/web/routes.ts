import { prefix, relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The pages of accounts, mounted below a language. */
export const accountRoutes: RouteConfigEntry[] = [
  ...prefix('account', [
    here.index('./AccountPage.tsx'),
    here.route('sign-up', './SignUpPage.tsx'),
    here.route('check-mail', './CheckMailPage.tsx'),
    here.route('confirm', './UnconfirmedPage.tsx'),
    here.route('confirm/:token', './ConfirmPage.tsx'),
    here.route('sign-in', './SignInPage.tsx'),
    here.route('sign-out', './SignOutPage.tsx'),
    here.route('enter/:token', './EnterPage.tsx'),
    here.route('forgotten', './ForgottenPage.tsx'),
    here.route('reset/:token', './ResetPage.tsx'),
    here.route('second-factor', './SecondFactorPage.tsx'),
    here.route('second-factor/set-up', './SecondFactorSetUpPage.tsx'),
    here.route('profile', './ProfilePage.tsx'),
    here.route('password', './PasswordPage.tsx'),
    here.route('mail', './MailChangePage.tsx'),
    here.route('mail/:token', './MailConfirmPage.tsx'),
    here.route('sessions', './SessionsPage.tsx'),
    here.route('terms', './TermsPage.tsx'),
    here.route('data', './MyDataPage.tsx'),
    here.route('data/download', './download.ts'),
    here.route('close/:token', './ClosePage.tsx'),
  ]),
  here.route('people/:code', './PersonPage.tsx'),
  here.route('members/:memberId', './MembershipPage.tsx'),
  here.route('setup/administrator', './FirstAdministratorPage.tsx'),
];

/** The desk of administrators: roles, and the members of spaces; mounted below the staff desk. */
export const accountDeskRoutes: RouteConfigEntry[] = [
  here.route('roles', './RolesPage.tsx'),
  here.route('spaces/:slug/members', './MembersPage.tsx'),
  here.route('spaces/:slug/members/import', './MembersImportPage.tsx'),
];
