import type { ActionFunctionArgs } from 'react-router';
import { instantTyped } from '@hiroba/spaces/web/fields';
import { addressOf, byForm, giveBack, isTicked, query, seeOther, submit, textOf, type FormArgs } from '@hiroba/ui';
import {
  adoptRoundMutation, approveRoundMutation, correctRoundResultMutation, declareRoundNotAdoptedMutation, declareRoundNotHeldMutation, explainRoundDelayMutation,
  extendRoundMutation, publishRoundResultMutation, requestResultApprovalMutation, requestRoundApprovalMutation, resumeRoundMutation, returnRoundMutation,
  suspendRoundMutation, withdrawRoundMutation,
} from './procedure.graphql.ts';
import { archiveRoundMutation, disposePersonalDataMutation, holdPersonalDataMutation, releasePersonalDataMutation } from './keeping.graphql.ts';
import { discardRoundMutation, roundRoomQuery } from './rounds.graphql.ts';

type Inner = FormArgs & { readonly form: FormData };

/** What a desk of a round can do, each a form of its name. */
export const deskActs = (args: ActionFunctionArgs) => {
  const desk = addressOf(args).pathname;
  const page = desk.replace(/\/desk$/, '');
  const id = args.params.id ?? '';
  const to = (done: string, path = desk) => ({ onSuccess: () => seeOther(path, `public-comments.${done}`) });
  const reason = (form: FormData) => ({ id, reason: textOf(form, 'reason') });
  const result = (form: FormData) => ({ text: textOf(form, 'text'), summarised: isTicked(form, 'summarised'), originalsRoute: textOf(form, 'originalsRoute') });
  const instantOf = async ({ context, form }: Inner, name: string): Promise<string | undefined> => {
    const { organisation } = await query(context, roundRoomQuery, { id: args.params.componentId ?? '' });
    const typed = textOf(form, name).trim();
    return instantTyped(/\d{1,2}:\d{2}$/.test(typed) ? typed : `${typed} 24:00`, organisation.zone)?.toISOString();
  };
  return byForm({
    discard: (inner) => submit(inner, discardRoundMutation, () => ({ id }), to('discarded', page.replace(/\/[^/]+$/, ''))),
    request: (inner) => submit(inner, requestRoundApprovalMutation, () => ({ id }), to('requested')),
    approve: (inner) => submit(inner, approveRoundMutation, (form) => ({ id, note: textOf(form, 'note'), external: null }), to('approved')),
    external: (inner) => submit(inner, approveRoundMutation, (form) => ({
      id, note: '', external: { number: textOf(form, 'external.number'), on: textOf(form, 'external.on') },
    }), to('approved')),
    return: (inner) => submit(inner, returnRoundMutation, reason, to('returned')),
    notHeld: (inner) => submit(inner, declareRoundNotHeldMutation, (form) => ({
      ...reason(form), exemption: textOf(form, 'exemption'), equivalent: textOf(form, 'equivalent') || null,
    }), to('notHeld', page)),
    extend: async (inner) => {
      const closesAt = await instantOf(inner, 'closesAt');
      return closesAt ? submit(inner, extendRoundMutation, (form) => ({ ...reason(form), closesAt }), to('extended')) : giveBack(inner.form, { code: 'BAD_DATES', field: 'closesAt' });
    },
    suspend: (inner) => submit(inner, suspendRoundMutation, reason, to('suspended')),
    resume: (inner) => submit(inner, resumeRoundMutation, () => ({ id, closesAt: null }), to('resumed')),
    withdraw: (inner) => submit(inner, withdrawRoundMutation, reason, to('withdrawn', page)),
    propose: (inner) => submit(inner, requestResultApprovalMutation, (form) => ({ id, input: result(form) }), to('proposed')),
    publish: (inner) => submit(inner, publishRoundResultMutation, () => ({ id }), to('answered', page)),
    correctResult: (inner) => submit(inner, correctRoundResultMutation, (form) => ({ ...reason(form), input: result(form) }), to('resultCorrected', page)),
    adopt: (inner) => submit(inner, adoptRoundMutation, (form) => ({ id, on: textOf(form, 'on'), text: textOf(form, 'text') }), to('adopted', page)),
    notAdopted: (inner) => submit(inner, declareRoundNotAdoptedMutation, (form) => ({ id, text: textOf(form, 'text'), again: isTicked(form, 'again') }), to('notAdopted', page)),
    archive: (inner) => submit(inner, archiveRoundMutation, () => ({ id }), to('archived')),
    dispose: (inner) => submit(inner, disposePersonalDataMutation, () => ({ id }), to('disposed')),
    hold: (inner) => submit(inner, holdPersonalDataMutation, reason, to('held')),
    release: (inner) => submit(inner, releasePersonalDataMutation, () => ({ id }), to('released')),
    delay: async (inner) => {
      const until = await instantOf(inner, 'until');
      return until ? submit(inner, explainRoundDelayMutation, (form) => ({ ...reason(form), until }), to('explained')) : giveBack(inner.form, { code: 'BAD_DATES', field: 'until' });
    },
  })(args);
};
