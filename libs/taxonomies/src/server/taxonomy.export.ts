import { sql, type OpenDataSet } from '@hiroba/server';

/** The open data of taxonomies: every heading with its place in its tree; those that were merged say into which. */
export const taxonomyExport: OpenDataSet = {
  name: 'taxonomies',
  ofSpace: false,
  titleKey: 'taxonomies.openData.taxonomies',
  columns: [
    'id',
    'tree_id',
    'parent_id',
    'depth',
    'key',
    'name_ja',
    'name_en',
    'kana',
    'weight',
    'state',
    'merged_into',
  ],
  async *rows(read, { organisationId }) {
    yield* await read<object>(sql`
      select id, tree_id, parent_id, depth, key, name ->> 'ja' as name_ja, name ->> 'en' as name_en, kana, weight, state, merged_into
      from taxonomy_node where organisation_id = ${organisationId} and rev > 0 order by tree_id, depth, id`);
  },
};
