import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { composed, localized } from '@hiroba/kernel';
import { FieldFold, LocalizedFields, localizedOf } from '@hiroba/spaces/web/fields';
import {
  ActionButton, ButtonRow, CheckboxField, Form, formOf, found, giveBack, httpError, links, PageBody, PageHead, query, SelectField, seeOther, SituationProvider, submit,
  textOf, useLocale, useOutcome, useT,
} from '@hiroba/ui';
import { answerKinds, isStatus, statusIcons, statusTones, type AnswerStatus } from '../domain/answer.ts';
import { statusesQuery, statusesMutation } from './statuses.graphql.ts';

/** Empty rows at the end, for new statuses. */
const SPARE = 2;

/** Loads the statuses of a place, for its staff. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { component, viewer } = await query(context, statusesQuery, { id: params.id ?? '' });
  const place = found(component?.__typename === 'ProposalsComponent' ? component : null);
  if (!viewer.person) throw httpError(401, 'UNAUTHENTICATED');
  if (!place.space.isStaff) throw httpError(403, 'FORBIDDEN');
  return { place };
}

interface TypedRow {
  /** The name of its fields. */
  readonly name: string;
  readonly row: Record<string, unknown>;
  readonly label: Readonly<Record<string, string>>;
}

const newKey = (): string => `s-${Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => (byte % 36).toString(36)).join('')}`;

/** The rows that stay: those that are there, and the new ones in which something was written. */
function rowsTyped(form: FormData): TypedRow[] {
  return form.getAll('row').map(String).flatMap((name) => {
    const field = (key: string) => textOf(form, `${name}.${key}`);
    const label = Object.fromEntries(Object.entries(localizedOf(form, `${name}.label`)).flatMap(([locale, typed]) => {
      const text = composed(typed ?? '');
      return text ? [[locale, text]] : [];
    }));
    if (form.has(`${name}.remove`) || (!field('key') && Object.keys(label).length === 0)) return [];
    return [{ name, label, row: { key: field('key') || newKey(), label, kind: field('kind'), icon: field('icon'), tone: field('tone') } }];
  });
}

/** Saves the statuses as the setting they are. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const rows = rowsTyped(form);
  const wordless = rows.find(({ label }) => Object.keys(label).length === 0);
  if (wordless) return giveBack(form, { code: 'EMPTY', field: `${wordless.name}.label.ja` });
  const wrong = rows.find(({ row }) => !isStatus(row));
  if (wrong) return giveBack(form, { code: 'BAD_USER_INPUT', field: `${wrong.name}.label.ja` });
  const id = args.params.id ?? '';
  return submit({ ...args, form }, statusesMutation, () => ({
    id, edition: Number(textOf(form, 'edition')), value: JSON.stringify(rows.map(({ row }) => row)),
  }), { onSuccess: () => seeOther(links(args.params.locale ?? 'ja').desk('components', id), 'spaces.saved') });
}

/** What answers are called in a place: a row for each status. */
export default function AnswerStatusesPage() {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const { place: { id, edition, title, space, rules, statusesInUse } } = useLoaderData<typeof loader>();
  const rows: readonly (AnswerStatus | undefined)[] = [...(rules.answerStatuses as readonly AnswerStatus[]), ...Array.from({ length: SPARE }, () => undefined)];
  return (
    <SituationProvider spaceId={space.id}>
      <PageHead
        title={t('proposals.statuses.title')} lead={t('proposals.statuses.lead')}
        crumbs={[{ label: t('proposals.desk.desk'), to: to.desk() }, { label: localized(title, locale).text, to: to.desk('components', id) }]}
      />
      <PageBody>
        <Form keep key={edition}>
          <input type="hidden" name="edition" value={edition} />
          <div>{rows.map((row, position) => <StatusRow key={row?.key ?? position} row={row} name={`s${position}`} used={row !== undefined && statusesInUse.includes(row.key)} />)}</div>
          <ButtonRow><ActionButton>{t('proposals.statuses.save')}</ActionButton></ButtonRow>
        </Form>
      </PageBody>
    </SituationProvider>
  );
}

function StatusRow({ row, name, used }: { row: AnswerStatus | undefined; name: string; used: boolean }) {
  const t = useT();
  const { text } = localized(row?.label, useLocale());
  const outcome = useOutcome();
  const saved = [['label.ja', row?.label.ja], ['label.en', row?.label.en], ['kind', row?.kind ?? 'OTHER'], ['icon', row?.icon ?? 'office'], ['tone', row?.tone ?? 'over']] as const;
  const isWaiting = outcome !== undefined && (outcome.refusal.field?.startsWith(`${name}.`) || outcome.values[`${name}.remove`] !== undefined
    || saved.some(([field, value]) => (outcome.values[`${name}.${field}`]?.[0] ?? '') !== (value ?? '')));
  return (
    <FieldFold
      title={row ? text : t('proposals.statuses.new')} open={isWaiting}
      state={row ? [[t('proposals.statuses.kind'), t(`proposals.answer.${row.kind}`)], [t('proposals.statuses.icon'), t(`proposals.statuses.icon.${row.icon}`)],
        [t('proposals.statuses.tone'), t(`proposals.statuses.tone.${row.tone}`)]] : []}
    >
      <input type="hidden" name="row" value={name} />
      {row ? <input type="hidden" name={`${name}.key`} value={row.key} /> : null}
      <LocalizedFields name={`${name}.label`} label={t('proposals.statuses.label')} value={row?.label} optional />
      <SelectField
        name={`${name}.kind`} label={t('proposals.statuses.kind')} hint={t('proposals.statuses.kindHint')} defaultValue={row?.kind ?? 'OTHER'}
        options={(row && used ? [row.kind] : answerKinds).map((value) => ({ value, label: t(`proposals.answer.${value}`) }))}
      />
      <SelectField
        name={`${name}.icon`} label={t('proposals.statuses.icon')} defaultValue={row?.icon ?? 'office'}
        options={statusIcons.map((value) => ({ value, label: t(`proposals.statuses.icon.${value}`) }))}
      />
      <SelectField
        name={`${name}.tone`} label={t('proposals.statuses.tone')} defaultValue={row?.tone ?? 'over'}
        options={statusTones.map((value) => ({ value, label: t(`proposals.statuses.tone.${value}`) }))}
      />
      {row && !used ? <CheckboxField name={`${name}.remove`} label={t('proposals.statuses.remove')} /> : null}
      {used ? <p className="text-ink-soft">{t('proposals.statuses.used')}</p> : null}
    </FieldFold>
  );
}
