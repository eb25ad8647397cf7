import { createContext, use } from 'react';
import { useActionData, useNavigation } from 'react-router';
import { hiddenFields, type AnsweredRefusal, type Interlude, type Outcome } from './submit.ts';

/** What the fields of a form know of it. */
export interface FormState {
  readonly name: string;
  readonly refusal?: AnsweredRefusal;
  readonly values?: Outcome['values'];
}

/** Carries the state of a form to its fields. */
export const FormContext = createContext<FormState>({ name: 'main' });

const isOutcome = (data: unknown): data is Outcome =>
  typeof data === 'object' && data !== null && 'refusal' in data && 'form' in data;

/** Why the last sending of a form was refused, and what had been typed. */
export function useOutcome(form = 'main'): Outcome | undefined {
  const data: unknown = useActionData();
  return isOutcome(data) && data.form === form ? data : undefined;
}

const isInterlude = (data: unknown): data is Interlude =>
  typeof data === 'object' && data !== null && 'found' in data && 'form' in data;

/** What was looked up for a form on the way, and what had been typed. */
export function useInterlude(form = 'main'): Interlude | undefined {
  const data: unknown = useActionData();
  return isInterlude(data) && data.form === form ? data : undefined;
}

/** Whether the form around is on its way to the server. */
export function usePending(): boolean {
  const { name } = use(FormContext);
  const { state, formData } = useNavigation();
  return state !== 'idle' && formData?.get(hiddenFields.form) === name;
}

/** What a field shows: its id, what was typed before, and whether it is the one to change. */
export interface FieldState {
  readonly id: string;
  readonly hintId: string;
  readonly errorId: string;
  readonly typed: readonly string[] | undefined;
  readonly refusal: AnsweredRefusal | undefined;
}

/** The id of a field, the same for its label, its error and the link in the summary. */
export const fieldId = (form: string, name: string): string => `${form}-${name}`;

/** The state of one field of the form around it. */
export function useField(name: string): FieldState {
  const { name: form, refusal, values } = use(FormContext);
  const id = fieldId(form, name);
  return {
    id,
    hintId: `${id}-hint`,
    errorId: `${id}-error`,
    typed: values ? (values[name] ?? []) : undefined,
    refusal: refusal && [refusal, ...(refusal.others ?? [])].find(({ field }) => field === name),
  };
}
