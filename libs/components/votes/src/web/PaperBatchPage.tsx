import { Link, useLoaderData, useSearchParams, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  ActionButton, addressOf, answersForm, byForm, ButtonRow, Disclosure, fieldId, Form, found, links, Notice, PageBody, PageHead, query, Section, seeOther, submit, textOf, useLocale,
  useOutcome, useRefusalText, useT, type FormArgs,
} from '@hiroba/ui';
import { votePolicy } from '../domain/vote.policy.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';
import { useOptionName } from './OptionText.tsx';
import { factsOf } from './vote-facts.ts';
import { discardPaperBatchMutation, keyVotePaperMutation, paperBatchQuery, takePaperBatchMutation } from './papers.graphql.ts';

/** Loads a batch with what the viewer keyed of it, and of nobody else until both are complete. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const n = /^\d{1,6}$/.test(params.batch ?? '') ? Number(params.batch) : 0;
  const { vote, component, viewer } = await query(context, paperBatchQuery, { id: params.id ?? '', componentId: params.componentId ?? '', batch: n });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const shown = found(vote && vote.componentId === room.id && room.space.slug === params.slug && (!viewer.person || staffHere(viewer.grants, room.spaceId)) ? vote : null);
  const batch = found(shown.papers?.batches.find((each) => each.n === n));
  return { room, vote: shown, batch };
}

/** Keys a paper and goes on to the next, takes the batch in, or throws it away. */
export const action = (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const batch = Number(args.params.batch);
  const here = addressOf(args).pathname;
  const desk = here.replace(/\/papers\/[^/]+$/, '/counter');
  type Inner = FormArgs & { readonly form: FormData };
  return byForm({
    // Nothing is said after each paper: the next one is what there is to see.
    key: (inner: Inner) => submit(inner, keyVotePaperMutation, (form) => ({ id, batch, n: Number(textOf(form, 'n')) || 0, keys: textOf(form, 'keys') }), { onSuccess: () => seeOther(here) }),
    take: (inner: Inner) => submit(inner, takePaperBatchMutation, () => ({ id, batch }), { onSuccess: () => seeOther(desk, 'votes.batchTaken') }),
    discard: (inner: Inner) => submit(inner, discardPaperBatchMutation, () => ({ id, batch }), { onSuccess: () => seeOther(desk, 'votes.batchDiscarded') }),
  })(args);
};

/** One pile of papers and a keyboard: a few keys and Enter for each paper. */
export default function PaperBatchPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Batch /></Room>;
}

const SHOWN = 5;

function Batch() {
  const t = useT();
  const { room, vote, batch } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const title = localized(vote.title, useLocale());
  const keyed = vote.keyedPapers;
  const known = new Map(keyed.map((paper) => [paper.n, paper]));
  const next = Array.from({ length: batch.papers }, (_, at) => at + 1).find((n) => !known.has(n));
  const wanted = Number(search.get('n'));
  const again = Number.isInteger(wanted) && known.has(wanted) ? wanted : undefined;
  const n = again ?? next;
  const differing = keyed.filter(({ other }) => other !== null);
  const both = batch.keyed.length === 2 && batch.keyed.every((many) => many === batch.papers);
  const full = batch.mine === null && batch.keyed.length === 2;
  return (
    <>
      <PageHead
        title={n === undefined || full ? t('votes.papers.title', { n: batch.n }) : t('votes.papers.titleAt', { n: batch.n, at: n, papers: batch.papers })}
        crumbs={[...useCrumbs(room, true), { label: t('votes.counter.title', { title: title.text }), to: '../../counter' }]}
        lead={full ? t('votes.papers.full') : batch.takenAt ? t('votes.papers.taken') : t(batch.mine === 2 || (batch.mine === null && batch.keyed.length === 1) ? 'votes.papers.second' : 'votes.papers.first')}
      />
      <PageBody>
        {batch.takenAt || full || n === undefined ? null : <KeyPaper key={`${n} ${again ?? ''}`} n={n} keys={again ? (known.get(again)?.keys ?? '') : ''} />}
        {batch.takenAt || next !== undefined || full ? null : <Complete both={both} differing={differing} />}
        {keyed.length > 0 && next !== undefined ? (
          <Section title={t('votes.papers.last')}>
            <ul className="flex flex-wrap gap-x-6 gap-y-2">
              {keyed.slice(-SHOWN).reverse().map((paper) => (
                <li key={paper.n}><Link className="link" to={`?n=${paper.n}`}>{t('votes.papers.at', { n: paper.n })}</Link>: <kbd className="font-700">{paper.keys}</kbd></li>
              ))}
            </ul>
          </Section>
        ) : null}
        {batch.takenAt ? null : (
          <Disclosure summary={t('votes.papers.discard')}>
            <Form name="discard" className="grid gap-4">
              <p className="measure">{t('votes.papers.discardText')}</p>
              <div><ActionButton weight="danger">{t('votes.papers.discardAct')}</ActionButton></div>
            </Form>
          </Disclosure>
        )}
      </PageBody>
    </>
  );
}

// The hand stays on the keys: with and without a script the next paper begins in this field.
const takesFocus = { autoFocus: true } as const;

/** The one field of a paper, with what the numbers mean beside it. */
function KeyPaper({ n, keys }: { n: number; keys: string }) {
  const t = useT();
  const { vote } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(votePolicy.enterPaper, factsOf(vote));
  return (
    <Form name="key" stay>
      <input type="hidden" name="n" value={n} />
      <Legend />
      <KeysField keys={keys} />
      <ButtonRow><ActionButton refusal={refusal}>{t('votes.papers.key', { n })}</ActionButton></ButtonRow>
    </Form>
  );
}

function KeysField({ keys }: { keys: string }) {
  const t = useT();
  const wording = useRefusalText();
  const { vote } = useLoaderData<typeof loader>();
  const outcome = useOutcome('key');
  const bad = outcome?.refusal.field === 'keys' ? outcome.refusal : undefined;
  const id = fieldId('key', 'keys');
  const numeric = vote.type === 'single' || vote.type === 'yesno';
  return (
    <div className="field">
      <label htmlFor={id} className="font-700">{t('votes.papers.keys')}</label>
      <div id="keys-hint" className="text-ink-soft measure">
        <p>{t(`votes.papers.hint.${vote.type}`)}</p>
        <p>{t('votes.papers.hintInvalid')}</p>
      </div>
      {bad ? <p id="keys-error" className="text-error font-700">{wording(bad)} {t('votes.papers.asItIs')}</p> : null}
      <input
        id={id} name="keys" type="text" inputMode={numeric ? 'numeric' : 'text'} autoComplete="off" defaultValue={outcome?.values.keys?.[0] ?? keys} className="control control-medium"
        aria-describedby={bad ? 'keys-hint keys-error' : 'keys-hint'} {...(bad ? { 'aria-invalid': true } : {})} {...takesFocus}
      />
    </div>
  );
}

const answers = ['yes', 'no', 'abstain'] as const;

function Legend() {
  const t = useT();
  const nameOf = useOptionName();
  const { vote } = useLoaderData<typeof loader>();
  const names = vote.type === 'yesno' ? answers.map((answer) => ({ text: t(`votes.answer.${answer}`), lang: undefined })) : vote.options.map(nameOf);
  return (
    <ol className="panel grid gap-x-8 gap-y-1 sm:grid-cols-2 list-none">
      {names.map(({ text, lang }, at) => <li key={text + String(at)} lang={lang}><kbd className="font-700">{at + 1}</kbd> {text}</li>)}
    </ol>
  );
}

/** When all papers are keyed: wait for the second person, look at what differs, or take the batch in. */
function Complete({ both, differing }: { both: boolean; differing: readonly { readonly n: number; readonly keys: string; readonly other: string | null }[] }) {
  const t = useT();
  if (!both) return <Notice kind="success" title={t('votes.papers.done')}><p className="measure">{t('votes.papers.doneText')}</p></Notice>;
  if (differing.length === 0) {
    return (
      <Section title={t('votes.papers.same')} lead={t('votes.papers.sameLead')}>
        <Form name="take"><ButtonRow><ActionButton>{t('votes.papers.take')}</ActionButton></ButtonRow></Form>
      </Section>
    );
  }
  return (
    <Section title={t('votes.papers.differ', { count: differing.length })} lead={t('votes.papers.differLead')}>
      <ul className="grid gap-3">
        {differing.map(({ n, keys, other }) => (
          <li key={n} className="panel flex flex-wrap items-baseline gap-x-6 gap-y-1">
            <span className="font-700">{t('votes.papers.at', { n })}</span>
            <span>{t('votes.papers.yours')}: <kbd className="font-700">{keys}</kbd></span>
            <span>{t('votes.papers.others')}: <kbd className="font-700">{other}</kbd></span>
            <Link className="link" to={`?n=${n}`}>{t('votes.papers.change', { n })}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
