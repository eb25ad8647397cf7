import { NumberField, SelectField, TextField, textOf, useT } from '@hiroba/ui';
import { LocalizedFields, localizedOf, useWords } from '@hiroba/spaces/web/desk';
import { deepest } from '../../domain/node.ts';
import type { TaxonomyNodeWorkFragment } from '../gql/graphql.ts';

/** A node with a mark for each level above it, so that a list shows the tree. */
export const indented = (depth: number, name: string): string => `${'\u3000'.repeat(Math.max(depth - 1, 0))}${name}`;

/** What a form says about the name of a node. */
export const nameOf = (form: FormData) => ({ name: localizedOf(form, 'name'), kana: textOf(form, 'kana') || null });

/** The name of a node in both languages, and how it is read. */
export function NameFields({ node }: { node?: Pick<TaxonomyNodeWorkFragment, 'name' | 'kana'> }) {
  const t = useT();
  return (
    <>
      <LocalizedFields name="name" label={t('taxonomies.node.name')} value={node?.name} />
      <TextField
        name="kana"
        label={t('taxonomies.node.kana')}
        hint={t('taxonomies.node.kana.hint')}
        optional
        defaultValue={node?.kana ?? undefined}
      />
    </>
  );
}

/** The key of a new node, for files and addresses. */
export function KeyField() {
  const t = useT();
  return (
    <TextField
      name="key"
      label={t('taxonomies.node.key')}
      hint={t('taxonomies.node.key.hint')}
      optional
      width="short"
    />
  );
}

/** The place of a node among its neighbours. */
export function WeightField({ weight }: { weight: number }) {
  const t = useT();
  return (
    <NumberField
      name="weight"
      label={t('taxonomies.node.weight')}
      hint={t('taxonomies.node.weight.hint')}
      defaultValue={weight}
    />
  );
}

/** Below which node a new one goes. */
export function ParentField({ nodes }: { nodes: readonly TaxonomyNodeWorkFragment[] }) {
  const t = useT();
  const words = useWords();
  const parents = nodes.filter(({ depth, state }) => depth < deepest && state === 'ACTIVE');
  const label = ({ depth, name }: TaxonomyNodeWorkFragment) =>
    depth === 0 ? t('taxonomies.tree.top') : indented(depth, words(name).text);
  return (
    <SelectField
      name="parentId"
      label={t('taxonomies.node.parent')}
      options={parents.map((node) => ({ value: node.id, label: label(node) }))}
    />
  );
}
