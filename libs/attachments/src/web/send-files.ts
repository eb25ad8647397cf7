import { executeContext, executed, filesOf, hiddenFields, isTicked, textOf, type AnsweredRefusal, type PageArgs, type TypedDocument } from '@hiroba/ui';
import { attachmentLimits } from '../domain/attachment.ts';
import { attachFileMutation, describeAttachmentMutation, removeAttachmentMutation } from './attachments.graphql.ts';

/** The thing that files are sent to. */
export interface Thing {
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** What became of the files of a form. */
export interface SentFiles {
  /** The names of those that were taken. */
  readonly taken: readonly string[];
  /** Whether one of them is a picture, which needs words. */
  readonly pictures: boolean;
  readonly refusal?: AnsweredRefusal;
}

/** The fields of one file in the editor. */
export const altField = (id: string): string => `alt-${id}`;
export const decorativeField = (id: string): string => `decorative-${id}`;
export const removeField = 'remove';

type Outcome<R extends { readonly outcome: unknown }> = R['outcome'];
type Run = <R extends { readonly outcome: unknown }, V>(document: TypedDocument<R, V>, variables: V) => Promise<Outcome<R>>;

/** Runs the mutations of one form: the key of its sending holds for each of them. */
function runner({ context }: Pick<PageArgs, 'context'>, form: FormData, part: string): Run {
  const key = textOf(form, hiddenFields.key);
  let n = 0;
  return async (document, variables) => {
    n += 1;
    const { outcome } = await executed(() => context.get(executeContext)(document, variables, key ? { requestKey: `${key} ${part} ${n}` } : {}));
    return outcome;
  };
}

const named = ({ code, message }: AnsweredRefusal, name: string): AnsweredRefusal => ({ code, field: 'files', message: `${name}: ${message ?? code}` });

/** Sends the files of a form to a thing, one after the other; what is refused keeps no other from being taken. */
export async function attachFiles(args: Pick<PageArgs, 'context'>, form: FormData, thing: Thing): Promise<SentFiles> {
  const run = runner(args, form, 'files');
  const taken: string[] = [];
  const refusals: AnsweredRefusal[] = [];
  let pictures = false;
  // Beyond the limit each would be refused for the same reason: one of them says so.
  for (const file of filesOf(form, 'files').slice(0, attachmentLimits.files + 1)) {
    const outcome = await run(attachFileMutation, { ...thing, file });
    if (outcome.__typename === 'Refusal') refusals.push(named(outcome, file.name));
    else {
      taken.push(file.name);
      pictures ||= outcome.shape === 'IMAGE';
    }
  }
  const [first, ...others] = refusals;
  return { taken, pictures, ...(first ? { refusal: { ...first, others } } : {}) };
}

/** Keeps what the editor says about each file, and takes away the one that is to go; tells all that is refused. */
export async function describeFiles(args: Pick<PageArgs, 'context'>, form: FormData): Promise<AnsweredRefusal | undefined> {
  const run = runner(args, form, 'words');
  const going = textOf(form, removeField);
  const refusals: AnsweredRefusal[] = [];
  for (const id of form.getAll('file').map(String)) {
    const outcome = id === going
      ? await run(removeAttachmentMutation, { id })
      : await run(describeAttachmentMutation, { id, alt: textOf(form, altField(id)), decorative: isTicked(form, decorativeField(id)) });
    if (outcome.__typename !== 'Refusal' || outcome.code === 'NOTHING_CHANGED') continue;
    refusals.push(outcome.field === 'alt' ? { ...outcome, field: altField(id) } : outcome);
  }
  const [first, ...others] = refusals;
  return first && { ...first, others };
}
