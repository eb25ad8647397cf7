import { executeContext, executed, filesOf, guardContext, textOf, type AnsweredRefusal, type PageArgs } from '@hiroba/ui';
import { submissionFileLimits, type KeptAs } from '../domain/submission-file.ts';
import { keepFileMutation } from './submissions.graphql.ts';

/** The fields that carry files which are kept already: their slips, what is said of each, and the one to be let go. */
export const keptFields = { slip: 'kept', label: 'keptLabel', drop: 'drop' } as const;

/** Keeps the files of a form before it is sent, one after the other; what is refused keeps no other from being taken, and the form says what is kept. */
export async function keepFiles({ context }: Pick<PageArgs, 'context'>, form: FormData, roundId: string, what: Exclude<KeptAs, 'LIST'>): Promise<AnsweredRefusal | undefined> {
  if (!context.get(guardContext).accepts(form.get('_token'))) return { code: 'CROSS_SITE' };
  const max = submissionFileLimits.files;
  const refusals: AnsweredRefusal[] = [];
  for (const file of filesOf(form, 'files').slice(0, max + 1)) {
    if (form.getAll(keptFields.slip).length >= max) {
      refusals.push({ code: 'TOO_MANY', field: 'files' });
      break;
    }
    const { outcome } = await executed(() => context.get(executeContext)(keepFileMutation, { roundId, file, what }));
    if (outcome.__typename === 'Refusal') refusals.push({ code: outcome.code, field: 'files', message: `${file.name}: ${outcome.message ?? outcome.code}` });
    else keepInForm(form, outcome.slip, file.name);
  }
  form.delete('files');
  const [first, ...others] = refusals;
  return first && { ...first, others };
}

/** Lets a form carry a file that is kept. */
export function keepInForm(form: FormData, slip: string, label: string): void {
  form.append(keptFields.slip, slip);
  form.append(keptFields.label, label);
}

/** Takes the file out of a form that its sender wants to let go; whether there was one. */
export function dropFile(form: FormData): boolean {
  const drop = textOf(form, keptFields.drop);
  if (!drop) return false;
  const [slips, labels] = [form.getAll(keptFields.slip).map(String), form.getAll(keptFields.label).map(String)];
  for (const name of Object.values(keptFields)) form.delete(name);
  slips.forEach((slip, n) => {
    if (slip !== drop) keepInForm(form, slip, labels[n] ?? '');
  });
  return true;
}
