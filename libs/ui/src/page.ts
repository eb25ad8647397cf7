import { createContext, redirect, type RouterContextProvider } from 'react-router';
import { statusOf, type Catalogue, type Locale } from '@hiroba/kernel';

/** A GraphQL document that carries the types of its answer and its variables. */
export interface TypedDocument<R, V> {
  toString(): string;
  readonly __apiType?: (variables: V) => R;
}

/** Runs one GraphQL document inside this process, as the person who sent the request. */
export type Execute = <R, V>(
  document: TypedDocument<R, V> | string,
  variables?: V,
  options?: { readonly requestKey?: string },
) => Promise<R>;

/** The proof a form carries that it came from our page. */
export interface FormGuard {
  token(): string;
  accepts(token: unknown): boolean;
}

/** Where pages find the API. */
export const executeContext = createContext<Execute>();

/** Where pages find the form guard; without one every form is taken (the cross-site gate stands before it). */
export const guardContext = createContext<FormGuard>({ token: () => '', accepts: () => true });

/** Where pages learn which entry a form has put on public record, by its id. */
export const recordedContext = createContext<() => string | undefined>(() => undefined);

/** Where the page finds the clock of the server. */
export const clockContext = createContext<() => Date>(() => new Date());

/** Where pages find all words of a language, while they are made on the server. */
export const catalogueContext = createContext<(locale: Locale) => Catalogue>(() => ({}));

/** Where pages find the reader of forms; the server's own lays files onto disk while they come in. */
export const formReaderContext = createContext<(request: Request) => Promise<FormData>>((request) => request.formData());

/** What a loader or an action is called with. */
export interface PageArgs {
  readonly request: Request;
  /** The address of the page; that of the request names the data of the page when a script asks. */
  readonly url?: URL;
  readonly context: Readonly<RouterContextProvider>;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** The address of the page as people see it, whether the browser or a script asked for it. */
export const addressOf = ({ url, request }: Pick<PageArgs, 'url' | 'request'>): URL => url ?? new URL(request.url);

/** Whether a page is made to answer a form: it must give back what was typed, even to somebody whose session has ended. */
export const answersForm = ({ request }: Pick<PageArgs, 'request'>): boolean => request.headers.has('content-type');

/** A page's answer other than 200: the nearest error page shows what the status means. */
export const httpError = (status: number, code?: string): Response =>
  Response.json({ code: code ?? null }, { status });

/** Whether a machine has no room left for what was sent, for which the sender can do nothing. */
const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** What a form sent; a body that is no form is the sender's fault. */
export async function formOf({ request, context }: Pick<PageArgs, 'request' | 'context'>): Promise<FormData> {
  try {
    return await context.get(formReaderContext)(request);
  } catch (error) {
    throw isFull(error) ? httpError(503, 'OVERLOADED') : httpError(400, 'BAD_USER_INPUT');
  }
}

/** The files of a form; a field that was left alone sends an empty one without a name. */
export const filesOf = (form: FormData, name: string): File[] =>
  form.getAll(name).filter((value): value is File => value instanceof File && (value.size > 0 || value.name !== ''));

/** The thing itself, or the page that says there is none. */
export function found<T>(value: T): NonNullable<T> {
  if (value === null || value === undefined) throw httpError(404, 'NOT_FOUND');
  return value;
}

/** The code of a GraphQL error, whatever wrapped it. */
function codeOf(error: unknown): string | undefined {
  const extensions = error instanceof Error && 'extensions' in error ? error.extensions : undefined;
  const code = typeof extensions === 'object' && extensions !== null && 'code' in extensions ? extensions.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What stops an operation before a command, and the status of its page. */
const statusOfError: Readonly<Record<string, number>> = { TIMEOUT: 503, OVERLOADED: 503, INTERNAL_SERVER_ERROR: 500 };

/** Runs an operation; an expected error becomes the page of its status, a bug stays a bug. */
export async function executed<R>(run: () => Promise<R>): Promise<R> {
  try {
    return await run();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || code === 'INTERNAL_SERVER_ERROR') throw error;
    throw httpError(statusOfError[code] ?? statusOf(code), code);
  }
}

/** Answers one GraphQL query for a page. */
export const query = <R, V>(context: PageArgs['context'], document: TypedDocument<R, V>, variables?: V): Promise<R> =>
  executed(() => context.get(executeContext)(document, variables));

/** Sends the browser on after a successful form, with the key of the sentence that says what was done. */
export function seeOther(path: string, done?: string): Response {
  const url = new URL(path, 'https://origin.invalid');
  if (done) url.searchParams.set('done', done);
  return redirect(`${url.pathname}${url.search}${url.hash}`, 303);
}
