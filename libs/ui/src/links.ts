import { locales } from '@hiroba/kernel';

type Query = Readonly<Record<string, string | number | null | undefined>>;

/** A path with the given query parameters set; empty ones are left out. */
export function withQuery(path: string, query: Query): string {
  const [before = '', hash] = path.split('#');
  const [pathname = '', search = ''] = before.split('?');
  const params = new URLSearchParams(search);
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') params.delete(key);
    else params.set(key, String(value));
  }
  const text = params.toString();
  return `${pathname}${text ? `?${text}` : ''}${hash ? `#${hash}` : ''}`;
}

/** The same page in another language, query and all. */
export function inLocale(path: string, locale: string): string {
  const rest = path.replace(new RegExp(`^/(${locales.join('|')})(?=[/?#]|$)`), '');
  return `/${locale}${rest.startsWith('/') || rest === '' ? rest : `/${rest}`.replace(/^\/(?=[?#])/, '')}`;
}

/** The addresses of all pages in one language; no other place in the code spells a path. */
export function links(locale: string) {
  const at = (...parts: readonly string[]) => ['', locale, ...parts.map(encodeURIComponent)].join('/');
  const account = (...parts: readonly string[]) => at('account', ...parts);
  const desk = (...parts: readonly string[]) => at('desk', ...parts);
  const component = (slug: string, manifest: string, id: string, ...parts: readonly string[]) =>
    at('spaces', slug, manifest, id, ...parts);
  return {
    home: () => at(),
    /** A page by its address below the language, as answers of the API give it. */
    below: (path: string) => `/${locale}${path}`,
    /** What the city answered, everywhere or in one space. */
    answers: (space?: string) => withQuery(at('answers'), { space }),
    spaces: () => at('spaces'),
    space: (slug: string) => at('spaces', slug),
    /** A placed component, or a page below it. */
    component,
    /** The rules of a placed component, for everybody. */
    rules: (slug: string, componentId: string) => at('spaces', slug, 'rules', componentId),
    proposal: (slug: string, componentId: string, id: string, ...parts: readonly string[]) =>
      component(slug, 'proposals', componentId, id, ...parts),
    newProposal: (slug: string, componentId: string) => component(slug, 'proposals', componentId, 'new'),
    /** What happens in the city, in one space, or with what one person said. */
    activity: (of: { readonly space?: string; readonly person?: string } = {}) => withQuery(at('activity'), of),
    /** What those who work for the city do, everywhere or in one space. */
    register: (space?: string) => withQuery(at('register'), { space }),
    /** The feed that belongs to a page: activity, answers, register. */
    feed: (name: string, space?: string) => withQuery(at('feeds', `${name}.atom`), { space }),
    /** The dates of all spaces or of one, for calendars. */
    calendar: (space?: string) => withQuery(at('feeds', 'calendar.ics'), { space }),
    /** What a library tells feed readers, or puts into calendars: of one thing of it, or all of the city. */
    fed: (name: string, form: 'atom' | 'ics', of?: string) => withQuery(at('feeds', `${name}.${form}`), { of }),
    /** A log entry by itself. */
    record: (id: string) => at('record', id),
    /** The public log, or a page below it: an entry by its number, the history of a thing, the key. */
    log: (...parts: readonly string[]) => at('log', ...parts),
    /** What somebody keeps of an act of theirs, by the id of its log entry. */
    receipt: (id: string) => at('receipt', id),
    /** Where whoever handed something in on paper finds it by the code of their slip. */
    paper: () => at('paper'),
    me: (...parts: readonly string[]) => at('me', ...parts),
    signIn: (next?: string) => withQuery(account('sign-in'), { next }),
    signUp: (next?: string) => withQuery(account('sign-up'), { next }),
    signOut: () => account('sign-out'),
    secondFactor: (next?: string) => withQuery(account('second-factor'), { next }),
    confirmMail: () => account('confirm'),
    /** A page of the account: sessions, data, verification … */
    account,
    /** Where those who moderate decide about a text. */
    moderate: (kind: string, id: string) => at('moderate', kind, id),
    /** Where a thing is passed on: its address to copy, to send and to print. */
    share: (kind: string, id: string) => at('share', kind, id),
    /** Where news by mail about a thing, or the whole city, begin and end. */
    follow: (kind?: string, id?: string) => (kind && id ? at('follow', kind, id) : at('follow')),
    /** Where anybody tells those who moderate of a text. */
    report: (kind: string, id: string) => at('report', kind, id),
    /** Where a decision about a text is appealed by whoever it concerns. */
    appeal: (kind: string, id: string) => at('appeal', kind, id),
    /** The staff and moderator desks. */
    desk,
    setup: () => at('setup'),
    /** A legal page of the organisation: privacy, terms, moderation … */
    legal: (slug: string) => at('legal', slug),
    accessibility: () => at('legal', 'accessibility'),
    openData: () => at('open-data'),
    /** The published GraphQL schema, the same in every language. */
    apiSchema: () => '/schema.graphql',
  };
}

/** The addresses of the installation in one language. */
export type Links = ReturnType<typeof links>;
