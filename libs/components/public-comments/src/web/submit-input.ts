import { textOf, isTicked } from '@hiroba/ui';
import { bodyProblem, categoryProblem, contactParts, contactProblem, notifyProblem, tidyContact, type SubmissionInput, type SubmitterContact } from '../domain/submission.ts';
import type { Profile } from '../domain/profile.ts';
import type { Refusal } from '@hiroba/kernel';
import { keptFields } from './submission-files.ts';
import type { SubmissionFormFragment } from './gql/graphql.ts';

/** What a form of these pages says. */
export function submissionInput(form: FormData, locale: string): SubmissionInput {
  const category = textOf(form, 'category') || null;
  const contact = Object.fromEntries(contactParts.map((part) => [part, textOf(form, `contact.${part}`)])) as unknown as SubmitterContact;
  return {
    body: textOf(form, 'body'), locale, unitId: textOf(form, 'unitId') || null, category, extra: category ? textOf(form, `extra.${category}`) : '',
    child: isTicked(form, 'child'), contact, notify: isTicked(form, 'notify'), files: form.getAll(keptFields.slip).map(String),
  };
}

/** What the rules read of the procedure, from what a page has loaded. */
export const profileOf = (asked: SubmissionFormFragment['asked']): Profile => asked as unknown as Profile;

/** What is wrong with a form before anything is sent: the very rules that the server will ask. */
export function formProblem(input: SubmissionInput, asked: SubmissionFormFragment['asked']): Refusal | undefined {
  const profile = profileOf(asked);
  const contact = tidyContact(input.contact, profile, input.child);
  return bodyProblem(input.body) ?? categoryProblem(input, profile) ?? contactProblem(contact, profile, input.child) ?? notifyProblem(input.notify, contact);
}
