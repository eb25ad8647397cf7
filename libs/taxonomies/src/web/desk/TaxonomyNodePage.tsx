import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton,
  ButtonRow,
  byForm,
  Form,
  found,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  seeOther,
  SelectField,
  submit,
  textOf,
  useLocale,
  useRefusal,
  useT,
} from '@hiroba/ui';
import { administratorsOnly, useWords } from '@hiroba/spaces/web/desk';
import { taxonomyPolicy } from '../../domain/node.policy.ts';
import {
  editTaxonomyNodeMutation,
  mergeTaxonomyNodeMutation,
  restoreTaxonomyNodeMutation,
  retireTaxonomyNodeMutation,
  taxonomyQuery,
} from '../taxonomies.graphql.ts';
import { indented, NameFields, nameOf, WeightField } from './NodeFields.tsx';
import { NodeState } from './TaxonomiesPage.tsx';

/** Loads a node with its tree; for administrators. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { viewer, taxonomy } = await query(context, taxonomyQuery, { id: params.tree ?? '' });
  administratorsOnly(viewer);
  return { root: found(taxonomy[0]), nodes: taxonomy, node: found(taxonomy.find(({ id }) => id === params.node)) };
}

const whole = (typed: string): number => {
  const digits = typed.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(digits) ? Number(digits) : -1;
};

/** Changes a node, retires it, offers it again, or makes it part of another. */
export const action = (args: ActionFunctionArgs) => {
  const { locale = 'ja', tree = '', node: id = '' } = args.params;
  const to = (done: string, ...more: readonly string[]) =>
    seeOther(links(locale).desk('taxonomies', tree, ...more), `taxonomies.${done}`);
  return byForm({
    main: (sent) =>
      submit(
        sent,
        editTaxonomyNodeMutation,
        (form) => ({
          id,
          rev: Number(textOf(form, 'rev')) || 0,
          input: { ...nameOf(form), weight: whole(textOf(form, 'weight')) },
        }),
        { onSuccess: () => to('edited') },
      ),
    retire: (sent) => submit(sent, retireTaxonomyNodeMutation, () => ({ id }), { onSuccess: () => to('retired', id) }),
    restore: (sent) =>
      submit(sent, restoreTaxonomyNodeMutation, () => ({ id }), { onSuccess: () => to('restored', id) }),
    merge: (sent) =>
      submit(sent, mergeTaxonomyNodeMutation, (form) => ({ id, into: textOf(form, 'into') }), {
        onSuccess: () => to('merged'),
      }),
  })(args);
};

/** One node: its name, its place, and what becomes of it. */
export default function TaxonomyNodePage() {
  const { root, node } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const refusal = useRefusal(taxonomyPolicy.change, node);
  const name = words(node.name);
  return (
    <>
      <PageHead
        title={name.text}
        lang={name.lang}
        above={<NodeState state={node.state} />}
        lead={t('taxonomies.node.lead', { uses: node.uses, key: node.key })}
        crumbs={[
          { label: t('taxonomies.desk'), to: to.desk() },
          { label: t('taxonomies.desk.title'), to: to.desk('taxonomies') },
          { label: words(root.name).text, to: to.desk('taxonomies', root.id) },
        ]}
      />
      <PageBody>
        <Form keep key={node.rev}>
          <input type="hidden" name="rev" value={node.rev} />
          <NameFields node={node} />
          <WeightField weight={node.weight} />
          <ButtonRow>
            <ActionButton refusal={refusal}>{t('taxonomies.node.save')}</ActionButton>
          </ButtonRow>
        </Form>
        <Offering />
        {node.depth > 0 ? <Merging /> : null}
      </PageBody>
    </>
  );
}

function Offering() {
  const { node } = useLoaderData<typeof loader>();
  const t = useT();
  const retire = useRefusal(taxonomyPolicy.retire, node);
  const restore = useRefusal(taxonomyPolicy.restore, node);
  return node.state === 'RETIRED' ? (
    <Section title={t('taxonomies.restore.title')} lead={t('taxonomies.restore.lead')}>
      <Form name="restore" key={node.rev}>
        <ActionButton refusal={restore} weight="secondary">
          {t('taxonomies.restore.act')}
        </ActionButton>
      </Form>
    </Section>
  ) : (
    <Section title={t('taxonomies.retire.title')} lead={t('taxonomies.retire.lead')}>
      <Form name="retire" key={node.rev}>
        <ActionButton refusal={retire} weight="danger">
          {t('taxonomies.retire.act')}
        </ActionButton>
      </Form>
    </Section>
  );
}

function Merging() {
  const { node, nodes } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const refusal = useRefusal(taxonomyPolicy.merge, node);
  const others = nodes.filter(({ id, depth, state }) => id !== node.id && depth > 0 && state === 'ACTIVE');
  if (others.length === 0) return null;
  return (
    <Section title={t('taxonomies.merge.title')} lead={t('taxonomies.merge.lead')}>
      <Form name="merge" key={node.rev}>
        <SelectField
          name="into"
          label={t('taxonomies.merge.into')}
          options={[
            { value: '', label: t('taxonomies.choose') },
            ...others.map(({ id, depth, name }) => ({ value: id, label: indented(depth, words(name).text) })),
          ]}
        />
        <ButtonRow>
          <ActionButton refusal={refusal} weight="danger">
            {t('taxonomies.merge.act')}
          </ActionButton>
        </ButtonRow>
      </Form>
    </Section>
  );
}
