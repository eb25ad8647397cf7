import { SelectField, useT } from '@hiroba/ui';
import { useNames, type OfferedTree } from './offered.ts';

const fieldName = (tree: string): string => `taxonomies.${tree}`;

/** What a form says that something is filed under. */
export const taxonomiesTyped = (form: FormData): string[] =>
  [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('taxonomies.') && typeof value === 'string' && value !== '' ? [value] : [],
  );

interface TaxonomyFieldsProps {
  readonly trees: readonly OfferedTree[];
  /** The nodes it is filed under now. */
  readonly chosen?: readonly string[];
}

/** One question for each tree a place offers; what is chosen already may stay, also where it is offered no more. */
export function TaxonomyFields({ trees, chosen = [] }: TaxonomyFieldsProps) {
  const t = useT();
  const name = useNames();
  const asked = trees.filter(({ offered, options }) => offered || options.some(({ id }) => chosen.includes(id)));
  return asked.map((tree) => (
    <SelectField
      key={tree.id}
      name={fieldName(tree.id)}
      label={name(tree.name)}
      optional={!tree.required}
      defaultValue={tree.options.find(({ id }) => chosen.includes(id))?.id ?? ''}
      options={[
        { value: '', label: t(tree.required ? 'taxonomies.choose' : 'taxonomies.chooseNone') },
        ...tree.options
          .filter(({ id, retired }) => (tree.offered && !retired) || chosen.includes(id))
          .map(({ id, depth, name: words }) => ({ value: id, label: `${'\u3000'.repeat(depth - 1)}${name(words)}` })),
      ]}
    />
  ));
}

export type { OfferedTree };
