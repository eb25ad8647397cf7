import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton,
  ButtonRow,
  Empty,
  Form,
  found,
  LinkButton,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  seeOther,
  submit,
  Table,
  TextLink,
  textOf,
  useLocale,
  useRefusal,
  useT,
} from '@hiroba/ui';
import { administratorsOnly, useWords } from '@hiroba/spaces/web/desk';
import { taxonomyPolicy } from '../../domain/node.policy.ts';
import type { TaxonomyNodeWorkFragment } from '../gql/graphql.ts';
import { addTaxonomyNodeMutation, taxonomyQuery } from '../taxonomies.graphql.ts';
import { KeyField, NameFields, nameOf, ParentField } from './NodeFields.tsx';
import { NodeState } from './TaxonomiesPage.tsx';

/** Loads a tree; for administrators. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { viewer, taxonomy } = await query(context, taxonomyQuery, { id: params.tree ?? '' });
  administratorsOnly(viewer);
  return { root: found(taxonomy[0]), nodes: taxonomy };
}

/** Adds a node and stays, for the next one. */
export const action = (args: ActionFunctionArgs) =>
  submit(
    args,
    addTaxonomyNodeMutation,
    (form) => ({
      parentId: textOf(form, 'parentId') || (args.params.tree ?? ''),
      input: { ...nameOf(form), key: textOf(form, 'key').trim() || null },
    }),
    {
      onSuccess: () =>
        seeOther(links(args.params.locale ?? 'ja').desk('taxonomies', args.params.tree ?? ''), 'taxonomies.added'),
    },
  );

/** The nodes of a tree, each below its parent, and room for one more. */
export default function TaxonomyPage() {
  const { root, nodes } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const refusal = useRefusal(taxonomyPolicy.change, root);
  const name = words(root.name);
  return (
    <>
      <PageHead
        title={name.text}
        lang={name.lang}
        lead={t('taxonomies.tree.lead')}
        above={<NodeState state={root.state} />}
        crumbs={[
          { label: t('taxonomies.desk'), to: to.desk() },
          { label: t('taxonomies.desk.title'), to: to.desk('taxonomies') },
        ]}
        actions={
          <LinkButton small to={to.desk('taxonomies', root.id, root.id)}>
            {t('taxonomies.tree.edit')}
          </LinkButton>
        }
      />
      <PageBody wide>
        {nodes.length < 2 ? <Empty>{t('taxonomies.tree.empty')}</Empty> : <Nodes root={root} nodes={nodes.slice(1)} />}
        <Section title={t('taxonomies.tree.new')}>
          <Form>
            <NameFields />
            <ParentField nodes={nodes} />
            <KeyField />
            <ButtonRow>
              <ActionButton refusal={refusal}>{t('taxonomies.tree.add')}</ActionButton>
            </ButtonRow>
          </Form>
        </Section>
      </PageBody>
    </>
  );
}

function Nodes({ root, nodes }: { root: TaxonomyNodeWorkFragment; nodes: readonly TaxonomyNodeWorkFragment[] }) {
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  return (
    <Table
      caption={t('taxonomies.tree.nodes')}
      captionHidden
      rows={nodes}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: t('taxonomies.node.name'),
          cell: ({ id, name, depth }) => (
            <span className="tree-node" data-depth={depth}>
              {depth > 1 ? <span className="sr-only">{t('taxonomies.tree.level', { level: depth })}</span> : null}
              <TextLink to={to.desk('taxonomies', root.id, id)} lang={words(name).lang}>
                {words(name).text}
              </TextLink>
            </span>
          ),
        },
        { key: 'kana', head: t('taxonomies.node.kana'), cell: ({ kana }) => kana ?? '–' },
        { key: 'weight', head: t('taxonomies.node.weight'), numeric: true, cell: ({ weight }) => String(weight) },
        { key: 'uses', head: t('taxonomies.node.uses'), numeric: true, cell: ({ uses }) => uses.toLocaleString() },
        { key: 'state', head: t('taxonomies.node.state'), cell: ({ state }) => <NodeState state={state} /> },
        { key: 'key', head: t('taxonomies.node.key'), cell: ({ key }) => <code>{key}</code> },
      ]}
    />
  );
}
