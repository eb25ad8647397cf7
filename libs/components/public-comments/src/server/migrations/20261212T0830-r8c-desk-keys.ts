import { guardLets, type SqlMigration } from '@hiroba/server';

/** Where an opinion stands in the lists of its round, and how large the group is that it heads: kept with it, so that no list counts or sorts. */
export const deskKeysMigration: SqlMigration = {
  name: '20261212T0830-r8c-desk-keys',
  sql: `
alter table opinion add column place int, add column together int not null default 1, add column texts int not null default 1;
alter table opinion disable trigger user;
update opinion o set place = u.number from submission u where u.organisation_id = o.organisation_id and u.id = o.submission_id and u.number is not null;
update opinion h set together = g.opinions, texts = g.texts from (
  select organisation_id, round_id, group_id, count(*)::int as opinions, count(distinct coalesce(text_key, id::text))::int as texts
  from opinion where group_id is not null group by 1, 2, 3) g
where g.organisation_id = h.organisation_id and g.round_id = h.round_id and g.group_id = h.id;
alter table opinion enable trigger user;
${guardLets('opinion', 'opinion', ['place', 'together', 'texts'])}
create index opinion_place on opinion (organisation_id, round_id, place, n, id);
create index opinion_open on opinion (organisation_id, round_id, place, n, id) where disposition is null and (group_id is null or group_id = id);
create index opinion_done on opinion (organisation_id, round_id, place, n, id) where disposition is not null and (group_id is null or group_id = id);
drop index opinion_list;
drop index opinion_heads;
create index opinion_heads on opinion (organisation_id, round_id, text_key) include (id, group_id, submission_id, together, texts)
  where (group_id is null or group_id = id) and not apart and text_key is not null;
drop index opinion_members;
create index opinion_members on opinion (organisation_id, round_id, group_id, id) where group_id is not null;
create index submission_excluded on submission (organisation_id, round_id, id) where excluded is not null;
`,
};
