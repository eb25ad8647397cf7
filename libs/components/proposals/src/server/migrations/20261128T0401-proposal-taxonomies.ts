import type { SqlMigration } from '@hiroba/server';

/**
 * Headings that were words of a setting, or came along with imported texts, become a tree for each place that had any. They were
 * there before the record knew of trees, so their nodes begin without an entry; nothing is told about a change that nobody made.
 */
export const proposalTaxonomiesMigration: SqlMigration = {
  name: '20261128T0401-proposal-taxonomies',
  sql: `
create temporary table old_heading on commit drop as
  select c.organisation_id, c.id as component_id, h.name, min(h.n) as n, bool_or(h.listed) as listed
  from component c cross join lateral (
    select trim(w.word) as name, w.n, true as listed
    from regexp_split_to_table(coalesce(c.settings ->> 'categories', ''), '[,、\\n]') with ordinality w (word, n)
    union all
    select p.category, 1000000, false from proposal p where p.organisation_id = c.organisation_id and p.component_id = c.id) h
  where c.manifest = 'proposals' and h.name <> '' group by 1, 2, 3;

create temporary table old_tree on commit drop as
  select gen_random_uuid() as id, organisation_id, component_id, bool_or(listed) as listed,
    'topics-' || row_number() over (partition by organisation_id order by component_id) as key
  from old_heading group by organisation_id, component_id;

create temporary table old_node on commit drop as
  select gen_random_uuid() as id, t.id as tree_id, t.organisation_id, t.component_id, h.name,
    row_number() over (partition by t.id order by h.n, h.name) as n
  from old_tree t join old_heading h on h.organisation_id = t.organisation_id and h.component_id = t.component_id;

insert into taxonomy_node (id, organisation_id, tree_id, parent_id, depth, key, name, weight, state)
  select id, organisation_id, id, null, 0, key, '{"ja": "分野", "en": "Topic"}', 0, 'ACTIVE' from old_tree;
insert into taxonomy_node (id, organisation_id, tree_id, parent_id, depth, key, name, weight, state)
  select id, organisation_id, tree_id, tree_id, 1, 'n' || n, jsonb_build_object('ja', left(name, 100)), n, 'ACTIVE' from old_node;

insert into taxonomy_use (organisation_id, subject_kind, subject_id, tree_id, node_id, component_id, chosen, at)
  select p.organisation_id, 'proposal', p.id, o.tree_id, r.node_id, p.component_id, r.chosen, p.published_at
  from proposal p
  join old_node o on o.organisation_id = p.organisation_id and o.component_id = p.component_id and o.name = trim(p.category)
  cross join lateral (values (o.id, true), (o.tree_id, false)) r (node_id, chosen);
insert into counter_delta (organisation_id, counter, subject_id, n)
  select organisation_id, 'filed', md5(component_id::text || '/' || subject_kind || '/' || node_id::text)::uuid, count(*)
  from taxonomy_use where at is not null group by organisation_id, component_id, subject_kind, node_id;

alter table component disable trigger component_log_guard;
update component c set settings = c.settings - 'categories'
  || coalesce((select jsonb_build_object('taxonomies', jsonb_build_array(t.id)) from old_tree t
               where t.organisation_id = c.organisation_id and t.component_id = c.id and t.listed), '{}')
  where c.settings ? 'categories';
alter table component enable trigger component_log_guard;
`,
};
