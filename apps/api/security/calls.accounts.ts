import { byId, next, nothing, type Call } from './call.ts';

/** The mutations of accounts, with arguments that make sense. */
export const accountCalls: Readonly<Record<string, Call>> = {
  signUp: {
    variables: () => ({
      input: {
        email: `new${next()}@example.jp`,
        password: 'correct horse battery',
        displayName: '新人',
        acceptTerms: true,
        termsVersion: '1',
        locale: 'ja',
        next: null,
      },
    }),
  },
  signIn: { variables: () => ({ email: `new${next()}@example.jp`, password: 'correct horse battery' }) },
  signOut: {},
  requestSignInLink: { variables: () => ({ email: `nobody${next()}@example.jp`, next: '/ja' }) },
  signInByLink: { variables: () => ({ token: nothing }) },
  confirmMail: { variables: () => ({ token: nothing }) },
  resendConfirmation: {},
  requestPasswordReset: { variables: () => ({ email: `nobody${next()}@example.jp` }) },
  resetPassword: { variables: () => ({ token: nothing, password: 'correct horse battery' }) },
  createFirstAdministrator: {
    variables: () => ({
      key: nothing,
      email: `first${next()}@example.jp`,
      password: 'correct horse battery',
      displayName: '初代',
    }),
  },
  updateProfile: {
    variables: () => ({ input: { displayName: `別名${next()}`, handle: null, about: '', locale: 'ja' } }),
  },
  acceptTerms: { variables: () => ({ version: 999_999 }) },
  chooseLanguage: { variables: () => ({ locale: 'en' }) },
  changePassword: { variables: () => ({ currentPassword: '', password: `correct horse ${next()} battery` }) },
  requestMailChange: { variables: () => ({ email: `moved${next()}@example.jp` }) },
  confirmMailChange: { variables: () => ({ token: nothing }) },
  revokeSession: {
    subject: async ({ fort, people }) => {
      await fort.signIn(people.author);
      const [row] = await fort.query<{ id: string }>('select id from session where person_id = $1 limit 1', [
        people.author.id,
      ]);
      return { id: row?.id ?? '' };
    },
    variables: byId,
  },
  exportMyData: {},
  requestClosing: {},
  closeAccount: { variables: () => ({ token: nothing }) },
  keepAccount: {},
  startSecondFactor: {},
  confirmSecondFactor: { variables: () => ({ code: '000000' }) },
  giveSecondFactor: { variables: () => ({ code: '000000' }) },
  removeSecondFactor: {},
  grantRole: {
    subject: async ({ city }) => ({ code: (await city.citizen('新任')).code }),
    variables: ({ room }, { code }) => ({ person: code, role: 'STAFF', spaceId: room.spaceId, endsAt: null }),
  },
  revokeRole: {
    subject: async ({ fort, city }) => {
      const held = await city.staff('退任');
      const [row] = await fort.query<{ id: string }>('select id from role_grant where person_id = $1', [held.id]);
      return { id: row?.id ?? '' };
    },
    variables: byId,
  },
};
