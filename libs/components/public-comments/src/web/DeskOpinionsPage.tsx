import { useId } from 'react';
import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { excerpt, formatCivil, localized, parseDate, type DateLocale } from '@hiroba/kernel';
import {
  ActionButton, addressOf, Button, ButtonRow, byForm, Chips, DateField, Disclosure, filesOf, Form, formOf, interlude, PageBody, PageHead, Pager, query, seeOther, submit, Table, TextField, TextLink, textOf, useLocale, useOutcome,
  useT, type FormArgs,
} from '@hiroba/ui';
import { opinionPolicy } from '../domain/opinion.policy.ts';
import { deskOf } from './desk-room.ts';
import { assignOpinionsMutation, deskOpinionsQuery, groupOpinionsMutation, groupSameOpinionsMutation, takeWholeTextsMutation, undoGroupingMutation } from './desk.graphql.ts';
import { SheetReport, Sheets } from './DeskSheets.tsx';
import { GroupingActs, NearTexts, numberOf, SameTexts } from './DeskGroups.tsx';
import type { DeskOpinionFragment } from './gql/graphql.ts';
import { Room, useCrumbs, useRoomRefusal, useRoundLink } from './room.tsx';
import { factsOf } from './round-facts.ts';
import { bringOfficeSheetMutation } from './sheet.graphql.ts';

const groups = ['UNDECIDED', 'DECIDED', 'ALL', 'NEAR'] as const;

/** Loads the opinions of a round, for those who work on it. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const shown = groups.find((each) => each === search.get('show')) ?? 'UNDECIDED';
  const office = search.get('office');
  const loaded = await query(args.context, deskOpinionsQuery, {
    id: args.params.id ?? '', componentId: args.params.componentId ?? '', group: shown === 'NEAR' ? 'UNDECIDED' : shown, office, after: search.get('after'), near: shown === 'NEAR',
  });
  const { opinions, same, near, groupings, offices } = loaded;
  return { ...deskOf(args, loaded), opinions, same, near, groupings, offices, shown, office };
}

type Posted = FormArgs & { readonly form: FormData };

/** Puts opinions together, undoes that, or says whose section prepares the answers. */
export async function action(args: ActionFunctionArgs) {
  const { pathname, search } = addressOf(args);
  const back = (done: string) => ({ onSuccess: () => seeOther(`${pathname}${search}`, `public-comments.${done}`) });
  const ids = (form: FormData) => ({ ids: form.getAll('ids').map(String) });
  return byForm<unknown>({
    same: (inner: Posted) => submit(inner, groupSameOpinionsMutation, () => ({ roundId: args.params.id ?? '' }), back('grouped')),
    whole: (inner: Posted) => submit(inner, takeWholeTextsMutation, () => ({ roundId: args.params.id ?? '' }), back('whole')),
    near: (inner: Posted) => submit(inner, groupOpinionsMutation, ids, back('grouped')),
    undo: (inner: Posted) => submit(inner, undoGroupingMutation, (form) => ({ id: textOf(form, 'act') }), back('ungrouped')),
    sheet: ({ form, ...rest }: Posted) => submit({ ...rest, form }, bringOfficeSheetMutation, () => ({
      roundId: args.params.id ?? '', file: filesOf(form, 'file')[0] ?? null, dryRun: textOf(form, 'act') !== 'bring',
    }), { onSuccess: (report) => interlude(form, report) }),
    many: (inner: Posted) => (textOf(inner.form, 'act') === 'group' ? submit(inner, groupOpinionsMutation, ids, back('grouped'))
      : submit(inner, assignOpinionsMutation, (form) => ({ ...ids(form), assigned: textOf(form, 'assigned'), dueOn: textOf(form, 'dueOn').trim() || null }), back('assigned'))),
  })({ ...args, form: await formOf(args) });
}

/** The opinions of a round on the desk: those that nobody decided come first, one row for each group. */
export default function DeskOpinionsPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Opinions /></Room>;
}

function Opinions() {
  const t = useT();
  const { room, round, opinions, same, near, groupings, offices, shown, office } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  return (
    <>
      <PageHead title={t('public-comments.desk.opinions')} crumbs={useCrumbs(room, true)} lead={<span lang={round.locale}>{round.title}</span>} />
      <PageBody wide>
        <SheetReport to={to} />
        <SameTexts same={same} />
        <Chips label={t('public-comments.intake.show')} chips={groups.map((each) => ({ label: t(`public-comments.opinions.show.${each}`), to: `?show=${each}`, current: each === shown }))} />
        {offices.length > 0 ? (
          <Chips
            label={t('public-comments.assign.office')}
            chips={[{ label: t('public-comments.sheet.all'), to: `?show=${shown}`, current: !office }, ...offices.map(({ name, undecided }) => ({
              label: t('public-comments.assign.chip', { name, undecided }), to: `?show=${shown}&office=${encodeURIComponent(name)}`, current: name === office,
            }))]}
          />
        ) : null}
        {shown === 'NEAR' ? <NearTexts near={near} to={to} lang={round.locale} /> : null}
        {shown !== 'NEAR' && opinions.items.length === 0 ? <p>{t(shown === 'UNDECIDED' ? 'public-comments.opinions.allDecided' : 'public-comments.opinions.none')}</p> : null}
        {shown !== 'NEAR' && opinions.items.length > 0 ? <Many /> : null}
        {shown === 'NEAR' ? null : <Pager next={opinions.next} label={t('public-comments.desk.opinions')} />}
        <Sheets offices={offices} to={to} />
        <GroupingActs acts={groupings} />
        <WholeTexts to={to} />
      </PageBody>
    </>
  );
}

/** Texts that nobody split yet, as long as the city weighs what came. */
function WholeTexts({ to }: { to: string }) {
  const t = useT();
  const { round } = useLoaderData<typeof loader>();
  if (useRoomRefusal(opinionPolicy.group, { round: factsOf(round) })) return null;
  return (
    <Disclosure summary={t('public-comments.whole.title')}>
      <p className="measure">{t('public-comments.whole.text')}</p>
      <Form name="whole" className="contents"><div><Button>{t('public-comments.whole.act')}</Button></div></Form>
      <p><TextLink to={`${to}/desk/intake?show=UNREAD`}>{t('public-comments.opinions.unread')}</TextLink></p>
    </Disclosure>
  );
}

/** The list, whose rows are chosen to be put together or given to a section. */
function Many() {
  const t = useT();
  const locale = useLocale();
  const { room, round, opinions } = useLoaderData<typeof loader>();
  const to = useRoundLink(room, round.id);
  const labels = new Map(round.scheme.dispositions.map(({ code, label }) => [code, localized(label as never, locale).text]));
  return (
    <Form name="many">
      <Table
        caption={t('public-comments.desk.opinions')} captionHidden rows={opinions.items} rowKey={({ id }) => id}
        columns={[
          { key: 'n', head: t('public-comments.result.number'), cell: (row) => <Chosen row={row} /> },
          {
            key: 'text', head: t('public-comments.submit.body'), wraps: true,
            cell: ({ id, text, together }) => (
              <div>
                <TextLink to={`${to}/desk/opinions/${id}`} lang={round.locale}>{excerpt(text, 120)}</TextLink>
                {together > 1 ? <span className="block font-700">{t('public-comments.groups.together', { count: together })}</span> : null}
              </div>
            ),
          },
          { key: 'done', head: t('public-comments.result.disposition'), cell: ({ disposition }) => (disposition ? labels.get(disposition) ?? disposition : t('public-comments.opinions.open')) },
          { key: 'office', head: t('public-comments.assign.office'), cell: ({ assigned, dueOn }) => (assigned ? <div>{assigned}{dueOn ? <span className="block text-ink-soft">{t('public-comments.assign.until', { on: dayOf(dueOn, locale) })}</span> : null}</div> : null) },
        ]}
      />
      <TextField name="assigned" label={t('public-comments.assign.office')} hint={t('public-comments.assign.hint')} optional />
      <DateField name="dueOn" label={t('public-comments.assign.dueOn')} optional />
      <ButtonRow>
        <ActionButton name="act" value="assign">{t('public-comments.assign.act')}</ActionButton>
        <ActionButton name="act" value="group" weight="secondary">{t('public-comments.groups.act')}</ActionButton>
      </ButtonRow>
    </Form>
  );
}

/** A day as people read it. */
function dayOf(text: string, locale: string): string {
  const parsed = parseDate(text);
  return 'date' in parsed ? formatCivil(parsed.date, locale as DateLocale) : text;
}

function Chosen({ row }: { row: DeskOpinionFragment }) {
  const id = useId();
  const typed = useOutcome('many')?.values.ids;
  return (
    <span className="choice">
      <input id={id} type="checkbox" name="ids" value={row.id} defaultChecked={typed?.includes(row.id) ?? false} />
      <label htmlFor={id}>{numberOf(row)}</label>
    </span>
  );
}
