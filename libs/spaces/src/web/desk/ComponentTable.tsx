import { ActionButton, Form, links, StateBadge, Table, TextLink, useLocale, useRefusal, useT, type Column } from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import type { SpaceWorkFragment } from '../gql/graphql.ts';
import { useWords } from '../words.ts';

type Placed = SpaceWorkFragment['components'][number];

/** The ids of components after one has changed places with its neighbour. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const at = ids.indexOf(id);
  const other = ids[at + by];
  if (at < 0 || other === undefined) return ids;
  return ids.map((each) => (each === id ? other : each === other ? id : each));
}

/** The components of a space with the way to their settings, and buttons that move them by posting to `action`. */
export function ComponentTable({ space, action }: { space: SpaceWorkFragment; action?: string }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const ids = space.components.map(({ id }) => id);
  const name = (component: Placed) => words(component.title).text;
  const order: Column<Placed> = {
    key: 'order', head: t('spaces.desk.components.order'),
    cell: (row) => (
      <div className="flex flex-wrap gap-2">
        {row.id === ids[0] ? null : <Move space={space} action={action} ids={moved(ids, row.id, -1)} label={t('spaces.desk.components.up', { title: name(row) })} />}
        {row.id === ids.at(-1) ? null : <Move space={space} action={action} ids={moved(ids, row.id, 1)} label={t('spaces.desk.components.down', { title: name(row) })} />}
      </div>
    ),
  };
  return (
    <Table
      caption={t('spaces.desk.components.placed')} captionHidden rows={space.components} rowKey={({ id }) => id}
      columns={[
        { key: 'title', head: t('spaces.desk.components.title'), cell: (row) => <TextLink to={to.desk('components', row.id)}>{name(row)}</TextLink> },
        { key: 'kind', head: t('spaces.desk.components.kind'), cell: ({ manifest }) => t(`${manifest}.kind`) },
        { key: 'state', head: t('spaces.desk.components.state'), cell: (row) => <Published component={row} /> },
        { key: 'voices', head: t('spaces.desk.components.voices'), numeric: true, cell: ({ voices }) => voices.toLocaleString() },
        ...(ids.length > 1 ? [order] : []),
      ]}
    />
  );
}

/** Whether a component is shown to everybody. */
export function Published({ component: { published } }: { component: { readonly published: boolean } }) {
  const t = useT();
  return <StateBadge tone={published ? 'open' : 'draft'}>{t(published ? 'spaces.desk.components.published' : 'spaces.desk.components.hidden')}</StateBadge>;
}

function Move({ space, ids, label, action }: { space: SpaceWorkFragment; ids: readonly string[]; label: string; action: string | undefined }) {
  const refusal = useRefusal(spacePolicy.edit, space);
  return (
    <Form name="order" key={space.edition} className="contents" {...(action ? { action } : {})}>
      <input type="hidden" name="ids" value={ids.join(' ')} />
      <ActionButton refusal={refusal} weight="quiet" small>{label}</ActionButton>
    </Form>
  );
}
