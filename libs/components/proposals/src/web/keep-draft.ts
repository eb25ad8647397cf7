import { attachFiles, keptField } from '@hiroba/attachments/web';
import { executeContext, executed, filesOf, giveBack, seeOther, submit, textOf, type Answer, type FormArgs } from '@hiroba/ui';
import { proposalInput } from './ProposalFields.tsx';
import { draftProposalMutation, saveProposalMutation } from './proposals.graphql.ts';

/** Whether a picture that was taken with an earlier sending of a form still waits for its words. */
export const keepsPicture = (form: FormData): boolean => form.getAll(keptField).some((name) => /\.(jpe?g|png|webp|hei[cf])$/i.test(String(name)));

type Sent = FormArgs & { readonly form: FormData };

/** The field that names the draft which a refused form has already made. */
export const draftField = 'draftId';

/** Sends the files of a form to a draft; what is refused is given back with the words, and the draft keeps the others. */
async function withFiles(args: Sent, id: string, page: string): Promise<Answer> {
  const { form } = args;
  const { taken, pictures, refusal } = await attachFiles(args, form, { subjectKind: 'proposal', subjectId: id });
  if (!refusal) return seeOther(`${page}/${pictures || keepsPicture(form) ? 'files' : 'preview'}`, 'proposals.drafted');
  form.set(draftField, id);
  for (const name of taken) form.append(keptField, name);
  return giveBack(form, refusal);
}

/** Files of a form of which a field is refused wait at an empty draft: nobody has to choose them again. */
async function holdFiles(args: Sent, componentId: string): Promise<void> {
  const { form, context } = args;
  if (filesOf(form, 'files').length === 0) return;
  const { outcome } = await executed(() => context.get(executeContext)(
    draftProposalMutation, { componentId, input: { ...proposalInput(form), title: '', body: '', taxonomies: [], spot: null } }));
  if (outcome.__typename === 'Refusal') return;
  const { taken } = await attachFiles(args, form, { subjectKind: 'proposal', subjectId: outcome.id });
  form.set(draftField, outcome.id);
  for (const name of taken) form.append(keptField, name);
}

/** Keeps what somebody wrote and sent as a draft, made with the first sending and kept by later ones. */
export async function keepDraft(args: Sent, { componentId, list }: { componentId: string; list: string }): Promise<Answer> {
  const { form } = args;
  const known = textOf(form, draftField);
  const onSuccess = ({ id }: { readonly id: string }) => withFiles(args, id, `${list}/${id}`);
  const answer = known
    ? await submit(args, saveProposalMutation, (typed) => ({ id: known, input: proposalInput(typed) }), { onSuccess })
    : await submit(args, draftProposalMutation, (typed) => ({ componentId, input: proposalInput(typed) }), { onSuccess });
  if (answer instanceof Response || textOf(form, draftField) || !answer.data.refusal.field) return answer;
  await holdFiles(args, componentId);
  return giveBack(form, answer.data.refusal);
}
