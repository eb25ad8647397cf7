import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { giveBack, interlude, links, query, seeOther, submit, textOf, type Answer, type FormArgs } from '@hiroba/ui';
import { seenIn } from '../Seen.tsx';
import { dismissReportsMutation, withholdTextMutation } from '../moderation.graphql.ts';
import { passagesIn } from '../marking-actions.ts';
import { redactTextMutation } from '../markings.graphql.ts';
import { bulkPreviewMutation } from './bulk.graphql.ts';
import {
  casePageQuery,
  claimCaseMutation,
  claimNextCaseMutation,
  releaseCaseMutation,
  releaseTextMutation,
} from './desk.graphql.ts';

type WithForm = FormArgs & { readonly form: FormData };

/** Which case the address of a page names. */
export const askedCase = ({ params }: Pick<LoaderFunctionArgs | ActionFunctionArgs, 'params'>) => ({
  kind: params.kind ?? '',
  id: params.id ?? '',
});

/** Goes on to the next case that nobody has, after one; where nothing waits, back to the queue. */
async function goOn({ context, params }: FormArgs, after: string | null, done?: string): Promise<Response> {
  const to = links(params.locale ?? 'ja');
  const { outcome } = await query(context, claimNextCaseMutation, { asks: null, after });
  const path =
    outcome.__typename === 'ClaimedCase'
      ? to.desk('moderation', outcome.subjectKind, outcome.subjectId)
      : to.desk('moderation');
  return seeOther(path, done);
}

const caseIdOf = async (args: FormArgs): Promise<string | null> =>
  (await query(args.context, casePageQuery, askedCase(args))).moderationCase?.id ?? null;

/** Takes the case, gives it back, or leaves it for the next. */
export async function handle(args: WithForm): Promise<Answer> {
  const { form, params } = args;
  const to = links(params.locale ?? 'ja');
  const { kind, id } = askedCase(args);
  const act = textOf(form, 'act');
  if (act === 'CLAIM')
    return submit(args, claimCaseMutation, () => ({ kind, id }), {
      onSuccess: () => seeOther(to.desk('moderation', kind, id)),
    });
  const after = act === 'NEXT' ? await caseIdOf(args) : null;
  return submit(args, releaseCaseMutation, () => ({ kind, id }), {
    onSuccess: () => (act === 'NEXT' ? goOn(args, after) : seeOther(to.desk('moderation'), 'moderation.RELEASE_CASE')),
  });
}

/** Ends what waits about a text that breaks no rule; where nothing was written, with the sentence that fits what was found. */
export async function endReports(args: WithForm, standard: (code: string) => string): Promise<Answer> {
  const { form } = args;
  const after = await caseIdOf(args);
  const code = textOf(form, 'code');
  const answer = textOf(form, 'answer').trim() || standard(code);
  return submit(args, dismissReportsMutation, () => ({ ...askedCase(args), code, answer, seen: seenIn(form) }), {
    onSuccess: () => goOn(args, after, 'moderation.DISMISS'),
  });
}

/** Shows a text that waited, and goes on to the next. */
export async function releaseIt(args: WithForm, done: string): Promise<Answer> {
  const after = await caseIdOf(args);
  return submit(args, releaseTextMutation, () => ({ ...askedCase(args), seen: seenIn(args.form) }), {
    onSuccess: () => goOn(args, after, done),
  });
}

/** Shows what everybody will read in the place of a text, goes back to the words, or withholds it; where no reason was written, for what the rule says. */
export async function withholdIt(args: WithForm): Promise<unknown> {
  const { form } = args;
  const act = textOf(form, 'act');
  if (act === 'REWRITE') return interlude(form, null);
  const rule = textOf(form, 'rule');
  const { moderationRules, moderationCase } = await query(args.context, casePageQuery, askedCase(args));
  const cited = moderationRules.find(({ id, withholds }) => id === rule && withholds);
  if (!cited) return giveBack(form, { code: rule === '' ? 'EMPTY' : 'BAD_USER_INPUT', field: 'rule' });
  const reason = textOf(form, 'reason').trim() || cited.text;
  if (act !== 'WITHHOLD') return interlude(form, 'PREVIEW', { reason: [reason] });
  return submit(args, withholdTextMutation, () => ({ ...askedCase(args), rule, reason, seen: seenIn(form) }), {
    onSuccess: () => goOn(args, moderationCase?.id ?? null, 'moderation.WITHHOLD'),
  });
}

/** Covers passages, and goes on to the next case; where no reason was written, for what the rule says. */
export async function coverIt(args: WithForm): Promise<Answer> {
  const { form } = args;
  const rule = textOf(form, 'rule');
  const { moderationRules, moderationCase } = await query(args.context, casePageQuery, askedCase(args));
  const reason = textOf(form, 'reason').trim() || (moderationRules.find(({ id }) => id === rule)?.text ?? '');
  return submit(
    args,
    redactTextMutation,
    () => ({ ...askedCase(args), rule, reason, passages: passagesIn(form), seen: seenIn(form) }),
    { onSuccess: () => goOn(args, moderationCase?.id ?? null, 'moderation.REDACT') },
  );
}

/** Looks at what belongs together with the text. */
export const lookAtMany = (args: WithForm): Promise<Answer> => {
  const { form, params } = args;
  return submit(
    args,
    bulkPreviewMutation,
    () => ({ ...askedCase(args), by: textOf(form, 'by'), rule: textOf(form, 'rule'), reason: textOf(form, 'reason') }),
    { onSuccess: ({ id }) => seeOther(links(params.locale ?? 'ja').desk('moderation', 'bulk', id)) },
  );
};
