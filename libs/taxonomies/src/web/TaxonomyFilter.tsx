import { Form } from 'react-router';
import { Button, Chips, useT, withQuery } from '@hiroba/ui';
import { useNames, type OfferedNode, type OfferedTree } from './offered.ts';

interface TaxonomyFilterProps {
  readonly trees: readonly OfferedTree[];
  /** The address of the list as it is. */
  readonly here: string;
}

const beginning = 'in.';

/** The paths that an address narrows a list to, one of a tree at most: `?in.topics=streets` is `topics/streets`. */
export const pathsIn = (params: URLSearchParams): string[] =>
  [...params].flatMap(([name, key]) =>
    name.startsWith(beginning) && key !== '' ? [`${name.slice(beginning.length)}/${key}`] : [],
  );

/** The most headings that stand beside each other; more of them open as a list. */
const few = 12;

/** Narrows a list by the trees of its place: each choice is an address, and goes down level by level. */
export const TaxonomyFilter = ({ trees, here }: TaxonomyFilterProps) =>
  trees.map((tree) => <OneTree key={tree.id} tree={tree} here={here} />);

function OneTree({ tree, here }: { tree: OfferedTree; here: string }) {
  const params = new URLSearchParams(here.split('?')[1] ?? '');
  const chosen = tree.options.find(({ key }) => key === params.get(`${beginning}${tree.key}`));
  const shown = tree.options.filter(({ retired, count }) => !retired || count > 0);
  const way: OfferedNode[] = [];
  for (let node = chosen; node; node = tree.options.find(({ id }) => id === node?.parentId)) way.unshift(node);
  if (shown.length > few) return <Listed tree={tree} shown={shown} chosen={chosen} here={here} />;
  const levels = [tree.id, ...way.map(({ id }) => id)].map((parent, level) => ({
    parent,
    level,
    nodes: shown.filter(({ parentId }) => parentId === parent),
  }));
  return levels
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ parent, level, nodes }) => (
      <Level key={parent} tree={tree} above={way[level - 1]} current={way[level]} nodes={nodes} here={here} />
    ));
}

interface LevelProps {
  readonly tree: OfferedTree;
  readonly above: OfferedNode | undefined;
  readonly current: OfferedNode | undefined;
  readonly nodes: readonly OfferedNode[];
  readonly here: string;
}

function Level({ tree, above, current, nodes, here }: LevelProps) {
  const t = useT();
  const name = useNames();
  const to = (key: string | null) => withQuery(here, { [`${beginning}${tree.key}`]: key });
  return (
    <Chips
      label={name(above ? above.name : tree.name)}
      chips={[
        { label: t('taxonomies.filter.all'), to: to(above?.key ?? null), current: !current },
        ...nodes.map((node) => ({
          label: name(node.name),
          to: to(node.key),
          current: node.id === current?.id,
          count: node.count,
        })),
      ]}
    />
  );
}

function Listed({
  tree,
  shown,
  chosen,
  here,
}: {
  tree: OfferedTree;
  shown: readonly OfferedNode[];
  chosen: OfferedNode | undefined;
  here: string;
}) {
  const t = useT();
  const name = useNames();
  const param = `${beginning}${tree.key}`;
  const kept = [...new URLSearchParams(here.split('?')[1] ?? '')].filter(([key]) => key !== param);
  return (
    <Form method="get" className="filter-form" preventScrollReset>
      <label htmlFor={param} className="text-ink-soft">
        {name(tree.name)}
      </label>
      <span className="select select-medium">
        <select
          id={param}
          name={param}
          defaultValue={chosen?.key ?? ''}
          key={chosen?.key}
          className="control control-full"
        >
          <option value="">{t('taxonomies.filter.all')}</option>
          {shown.map(({ id, key, depth, name: words, count }) => (
            <option
              key={id}
              value={key}
            >{`${'\u3000'.repeat(depth - 1)}${name(words)} (${count.toLocaleString()})`}</option>
          ))}
        </select>
      </span>
      {kept.map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Button weight="secondary" small>
        {t('taxonomies.filter.apply')}
      </Button>
    </Form>
  );
}
