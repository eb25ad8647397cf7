import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton,
  ButtonRow,
  Empty,
  Form,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  seeOther,
  StateBadge,
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
import { addTaxonomyNodeMutation, taxonomiesQuery } from '../taxonomies.graphql.ts';
import { KeyField, NameFields, nameOf } from './NodeFields.tsx';

/** Loads the trees of the city; for administrators. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, taxonomies } = await query(context, taxonomiesQuery);
  administratorsOnly(viewer);
  return { trees: taxonomies };
}

/** Adds a tree and goes on to its nodes. */
export const action = (args: ActionFunctionArgs) =>
  submit(
    args,
    addTaxonomyNodeMutation,
    (form) => ({ parentId: null, input: { ...nameOf(form), key: textOf(form, 'key').trim() || null } }),
    {
      onSuccess: ({ treeId }) =>
        seeOther(links(args.params.locale ?? 'ja').desk('taxonomies', treeId), 'taxonomies.added'),
    },
  );

/** The trees of a city, and room for one more. */
export default function TaxonomiesPage() {
  const { trees } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const refusal = useRefusal(taxonomyPolicy.shape, undefined);
  return (
    <>
      <PageHead
        title={t('taxonomies.desk.title')}
        crumbs={[{ label: t('taxonomies.desk'), to: to.desk() }]}
        lead={t('taxonomies.desk.lead')}
      />
      <PageBody>
        {trees.length === 0 ? (
          <Empty>{t('taxonomies.desk.empty')}</Empty>
        ) : (
          <Table
            caption={t('taxonomies.desk.title')}
            captionHidden
            rows={trees}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                head: t('taxonomies.node.name'),
                cell: ({ id, name }) => (
                  <TextLink to={to.desk('taxonomies', id)} lang={words(name).lang}>
                    {words(name).text}
                  </TextLink>
                ),
              },
              {
                key: 'uses',
                head: t('taxonomies.node.uses'),
                numeric: true,
                cell: ({ uses }) => uses.toLocaleString(),
              },
              { key: 'state', head: t('taxonomies.node.state'), cell: ({ state }) => <NodeState state={state} /> },
              { key: 'key', head: t('taxonomies.node.key'), cell: ({ key }) => <code>{key}</code> },
            ]}
          />
        )}
        <Section title={t('taxonomies.desk.new')} lead={t('taxonomies.desk.new.lead')}>
          <Form>
            <NameFields />
            <KeyField />
            <ButtonRow>
              <ActionButton refusal={refusal}>{t('taxonomies.desk.add')}</ActionButton>
            </ButtonRow>
          </Form>
        </Section>
      </PageBody>
    </>
  );
}

/** Whether a node is offered, in a word. */
export function NodeState({ state }: { state: string }) {
  const t = useT();
  return <StateBadge tone={state === 'ACTIVE' ? 'open' : 'over'}>{t(`taxonomies.state.${state}`)}</StateBadge>;
}
