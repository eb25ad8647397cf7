import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, Button, ButtonRow, Disclosure, Facts, Form, formOf, found, giveBack, interlude, LanguageField, PageBody, PageHead, PlainText, query,
  RichText, seeOther, Section, submit, TextArea, TextField, textOf, TextLink, useInterlude, useOutcome, useT, type Outcome,
} from '@hiroba/ui';
import { Authors } from './Authors.tsx';
import { forStaff } from './for-staff.ts';
import { SignedFields } from './MergeFields.tsx';
import { Unseen } from './MergePreview.tsx';
import { splitPageQuery, splitProposalMutation } from './merging.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

const MOST_PARTS = 10;

/** Loads a proposal for the staff of its space. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer } = await query(context, splitPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  forStaff(args, viewer, room.spaceId);
  return { room, proposal: found(proposal?.componentId === room.id ? proposal : null), office: viewer.person?.office ?? '' };
}

const numbersOf = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const partsIn = (typed: string): number => Math.min(Math.max(Number(typed) || 2, 2), MOST_PARTS);

/** The first field that was left empty. */
const missing = (form: FormData): string | undefined =>
  [...numbersOf(partsIn(textOf(form, 'parts'))).flatMap((n) => [`parts.${n}.title`, `parts.${n}.body`]), 'reason', 'office']
    .find((name) => textOf(form, name).trim() === '');

const splitInput = (form: FormData) => ({
  parts: numbersOf(partsIn(textOf(form, 'parts'))).map((n) => ({
    title: textOf(form, `parts.${n}.title`), body: textOf(form, `parts.${n}.body`), locale: textOf(form, 'locale') || 'ja',
  })),
  reason: textOf(form, 'reason'), office: textOf(form, 'office'),
});

/** Gives one part more or fewer, shows what would happen, goes back to the words, or splits. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const act = textOf(form, 'act');
  const parts = partsIn(textOf(form, 'parts'));
  if (act === 'MORE' || act === 'FEWER') return interlude(form, null, { parts: [String(partsIn(String(parts + (act === 'MORE' ? 1 : -1))))] });
  if (act === 'REWRITE') return interlude(form, null);
  const empty = missing(form);
  if (empty) return giveBack(form, { code: 'EMPTY', field: empty });
  if (act !== 'SPLIT') return interlude(form, 'PREVIEW');
  return submit({ ...args, form }, splitProposalMutation, () => ({ id: args.params.id ?? '', input: splitInput(form) }), {
    onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/split$/, ''), 'proposals.split'),
  });
}

/** One proposal becomes several: in what words, what would happen, and the one step to do it. */
export default function SplitPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Split /></Room>;
}

function Split() {
  const t = useT();
  const { room, proposal } = useLoaderData<typeof loader>();
  const between = useInterlude();
  const outcome = useOutcome();
  const values = between?.values ?? outcome?.values;
  const crumbs = useCrumbs(room, true);
  if (between?.found === 'PREVIEW') {
    return (
      <>
        <PageHead title={t('proposals.split.previewTitle')} lead={t('proposals.split.previewLead')} crumbs={crumbs} />
        <PageBody><Form><Preview values={between.values} /></Form></PageBody>
      </>
    );
  }
  return (
    <>
      <PageHead
        title={t('proposals.split.title')} lead={t('proposals.split.lead')} crumbs={crumbs}
        actions={<TextLink to=".." relative="path">{t('proposals.history.back')}</TextLink>}
      />
      <PageBody>
        <section className="panel panel-quiet grid gap-2">
          <h2 className="heading-4" lang={proposal.locale}>{proposal.title}</h2>
          <Authors authors={proposal.authors} />
          <Disclosure summary={t('proposals.merge.read')} open><RichText html={proposal.html} lang={proposal.locale} /></Disclosure>
        </section>
        <Form keep><Parts count={partsIn(values?.parts?.[0] ?? '')} /></Form>
      </PageBody>
    </>
  );
}

function Parts({ count }: { count: number }) {
  const t = useT();
  const { room: { rules }, proposal, office } = useLoaderData<typeof loader>();
  return (
    <>
      <input type="hidden" name="parts" value={count} />
      {numbersOf(count).map((n) => (
        <Section key={n} title={t('proposals.split.part', { n: n + 1 })}>
          <TextField name={`parts.${n}.title`} label={t('proposals.form.title')} hint={t('proposals.form.titleHint', { max: rules.titleMax })} width="full" />
          <TextArea name={`parts.${n}.body`} label={t('proposals.split.body')} max={rules.bodyMax} rows={6} defaultValue={n === 0 ? proposal.body : ''} />
        </Section>
      ))}
      <ButtonRow>
        {count < MOST_PARTS ? <Button name="act" value="MORE">{t('proposals.split.more')}</Button> : null}
        {count > 2 ? <Button name="act" value="FEWER">{t('proposals.split.fewer', { n: count })}</Button> : null}
      </ButtonRow>
      <LanguageField defaultValue={proposal.locale} />
      <SignedFields office={office} why={t('proposals.split.reasonHint')} />
      <ButtonRow><Button name="act" value="PREVIEW" weight="primary">{t('proposals.merge.preview')}</Button></ButtonRow>
    </>
  );
}

function Preview({ values }: { values: Outcome['values'] }) {
  const t = useT();
  const { proposal } = useLoaderData<typeof loader>();
  const typed = (name: string) => values[name]?.[0] ?? '';
  return (
    <>
      <Unseen values={values} except={['act']} />
      {numbersOf(partsIn(typed('parts'))).map((n) => (
        <article key={n} className="panel grid gap-4">
          <p className="text-ink-soft">{t('proposals.split.part', { n: n + 1 })}</p>
          <h2 className="heading-3" lang={typed('locale')}>{typed(`parts.${n}.title`)}</h2>
          <PlainText text={typed(`parts.${n}.body`)} lang={typed('locale')} />
        </article>
      ))}
      <Facts
        title={t('proposals.merge.will')}
        facts={[
          { term: t('proposals.split.willAuthors'), value: <Authors authors={proposal.authors} /> },
          { term: t('proposals.merge.willText'), value: t('proposals.merge.willTextBy', { office: typed('office') }) },
          { term: t('proposals.merge.carry'), value: t('proposals.split.willFree') },
          { term: t('proposals.merge.reason'), value: <PlainText text={typed('reason')} /> },
        ]}
      />
      <Section title={t('proposals.merge.after')}><p className="measure">{t('proposals.split.afterText')}</p></Section>
      <ButtonRow>
        <Button name="act" value="SPLIT" weight="primary">{t('proposals.split.act')}</Button>
        <Button name="act" value="REWRITE">{t('proposals.merge.rewrite')}</Button>
      </ButtonRow>
    </>
  );
}
