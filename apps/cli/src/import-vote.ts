import path from 'node:path';
import { classOf, fold, Refusal, type RefusalCode } from '@hiroba/kernel';
import { sql } from '@hiroba/server';
import { VoteImport } from '@hiroba/votes/server';
import { cityOf, Trouble, type City, type House } from './house.ts';
import { bytesOf } from './import-proposals.ts';
import { spaceAt, type FoundSpace } from './places.ts';

/** The options of `hiroba vote import`. */
export interface VoteImportOptions {
  readonly space: string;
  readonly component?: string;
  readonly office?: string;
  readonly host?: string;
}

interface FoundPlace {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
  readonly office: string | null;
}

/** The place for votes in a space, by its id or its title; without either, the only one. */
async function votesIn({ db }: House, city: City, space: FoundSpace, wished?: string): Promise<FoundPlace> {
  const all = await db.rows<FoundPlace>(sql`
    select c.id, c.title, coalesce((select f -> 'name' ->> 'ja' from jsonb_array_elements(o.offices) f where f ->> 'key' = s.office), o.name ->> 'ja') as office
    from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id join organisation o on o.id = c.organisation_id
    where c.organisation_id = ${city.id} and c.space_id = ${space.id} and c.manifest = 'votes' order by c.weight, c.id`);
  const found = all.filter(({ id, title }) => wished === undefined || id === wished || Object.values(title).some((text) => fold(text) === fold(wished)));
  const [first] = found;
  if (first && found.length === 1) return first;
  if (all.length === 0) throw new Trouble(`The space ${space.slug} has no place for votes; place one there first.`);
  const known = all.map(({ id, title }) => `  ${id}  ${Object.values(title).join(' / ')}`).join('\n');
  throw new Trouble(`The space ${space.slug} has ${first ? 'several places' : 'no such place'} for votes. Name one by --component:\n${known}`);
}

/** Makes the draft of a vote out of a Pabulib file, and says where it is. */
export async function importVote(house: House, file: string, options: VoteImportOptions): Promise<string> {
  const bytes = await bytesOf(file);
  const city = await cityOf(house, options.host);
  const space = await spaceAt(house, city, options.space);
  const place = await votesIn(house, city, space, options.component);
  const office = options.office ?? place.office ?? '';
  if (office === '') throw new Trouble('Name the office that asks by --office.');
  const made = await house.get(VoteImport).run(city.operator, place.id, { name: path.basename(file), bytes }, office);
  if (made instanceof Refusal) {
    const { code, params } = made;
    if (code === 'BAD_FILE') throw new Trouble(`${file}${params?.line === undefined ? '' : `:${params.line}`}: this is no budgeting election that can be read (Pabulib).`);
    throw new Trouble(`The import was refused: ${code} (${classOf(code as RefusalCode)})${params ? ` ${JSON.stringify(params)}` : ''}.`);
  }
  const row = await house.db.first<{ options: number }>(sql`select count(*)::int as options from vote_option where organisation_id = ${city.id} and vote_id = ${made.id}`);
  const { title, preview } = made;
  return [
    `${title.ja ?? title.en ?? ''}: a draft with ${row?.options ?? 0} projects`,
    preview ? '  How rules would have done on its ballots stands in the set-up; no ballot of it came along.' : '  No ballot of it came along.',
    `  ${city.origin}/ja/spaces/${space.slug}/votes/${place.id}/${made.id}/set-up`,
  ].join('\n');
}
