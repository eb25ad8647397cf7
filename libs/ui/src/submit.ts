import { data } from 'react-router';
import { statusOf } from '@hiroba/kernel';
import { withQuery } from './links.ts';
import { executeContext, executed, formOf, guardContext, recordedContext, type TypedDocument, type PageArgs } from './page.ts';

/** An expected "no" as an answer carries it. */
export interface AnsweredRefusal {
  readonly code: string;
  readonly field?: string | null;
  /** In the reader's language. */
  readonly message?: string | null;
  /** What was found wrong besides. */
  readonly others?: readonly Omit<AnsweredRefusal, 'others'>[];
}

/** What a refused form gets back: why, and everything that was typed. */
export interface Outcome {
  readonly form: string;
  readonly refusal: AnsweredRefusal;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** A form that is not sent yet: what has been typed, and what was looked up for it on the way. */
export interface Interlude {
  readonly form: string;
  readonly values: Outcome['values'];
  readonly found: unknown;
}

/** Hidden fields of every form: which one it is, the key of this sending, the proof of origin. */
export const hiddenFields = { form: '_form', key: '_key', token: '_token' } as const;

const isSecret = (name: string): boolean => /password|secret|^code$/i.test(name);

function typedIn(form: FormData): Outcome['values'] {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string' && !name.startsWith('_') && !isSecret(name)) (values[name] ??= []).push(value);
  }
  return values;
}

/** The arguments of an action, with the form where it has been read already. */
export interface FormArgs extends PageArgs {
  readonly form?: FormData;
}

interface OutcomeOf {
  readonly outcome: unknown;
}

type Accepted<R extends OutcomeOf> = Exclude<R['outcome'], { readonly __typename?: 'Refusal' }>;

const isRefusal = (outcome: unknown): outcome is AnsweredRefusal =>
  typeof outcome === 'object' && outcome !== null && '__typename' in outcome && outcome.__typename === 'Refusal';

/** Gives a form back as it was typed, with the reason. */
export function giveBack(form: FormData, refusal: AnsweredRefusal) {
  const { code, field, message, others = [] } = refusal;
  const outcome: Outcome = {
    form: String(form.get(hiddenFields.form) ?? 'main'),
    refusal: { code, field: field ?? null, message: message ?? null, ...(others.length > 0 ? { others } : {}) },
    values: typedIn(form),
  };
  return data(outcome, { status: statusOf(code) });
}

/** Gives a form back on the way, with what was looked up for it; `more` replaces what was typed. */
export const interlude = (form: FormData, found: unknown, more: Outcome['values'] = {}): Interlude =>
  ({ form: String(form.get(hiddenFields.form) ?? 'main'), values: { ...typedIn(form), ...more }, found });

/** How a form is answered: by going on, or by giving it back. */
export type Answer = Response | ReturnType<typeof giveBack>;

/** Runs the one mutation of a form: a refusal gives the form back, success goes where `onSuccess` says or shows what it gives. */
export async function submit<R extends OutcomeOf, V, S = Answer>(
  { request, context, form: read }: FormArgs,
  document: TypedDocument<R, V>,
  toVariables: (form: FormData) => V,
  { onSuccess }: { readonly onSuccess: (outcome: Accepted<R>, form: FormData) => S | Promise<S> },
): Promise<S | ReturnType<typeof giveBack>> {
  const form = read ?? (await formOf({ request, context }));
  if (!context.get(guardContext).accepts(form.get(hiddenFields.token))) return giveBack(form, { code: 'CROSS_SITE' });
  const key = form.get(hiddenFields.key);
  const { outcome } = await executed(() => context.get(executeContext)<R, V>(
    document, toVariables(form), typeof key === 'string' && key ? { requestKey: key } : {},
  ));
  if (isRefusal(outcome)) return giveBack(form, outcome);
  return withReceipt(await onSuccess(outcome as Accepted<R>, form), context.get(recordedContext)());
}

/** An answer that goes on to say what was done names the entry of it, too, where there is one: its receipt is one step away. */
function withReceipt<S>(answer: S, entry: string | undefined): S {
  if (entry === undefined || !(answer instanceof Response)) return answer;
  const place = answer.headers.get('location') ?? '';
  if (/[?&]done=/.test(place)) answer.headers.set('location', withQuery(place, { receipt: entry }));
  return answer;
}

/** An action for a page with several forms: each form's name has its own. */
export function byForm<T>(actions: Readonly<Record<string, (args: FormArgs & { readonly form: FormData }) => Promise<T>>>) {
  return async (args: FormArgs): Promise<T> => {
    const form = args.form ?? (await formOf(args));
    const name = String(form.get(hiddenFields.form) ?? 'main');
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw Response.json({ code: 'BAD_USER_INPUT' }, { status: 400 });
    return action({ ...args, form });
  };
}

/** The text of a form field, or nothing when it was left empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Whether a checkbox was ticked. */
export const isTicked = (form: FormData, name: string): boolean => form.has(name);
