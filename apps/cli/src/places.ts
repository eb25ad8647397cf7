import { fold } from '@hiroba/kernel';
import { sql } from '@hiroba/server';
import { Trouble, type City, type House } from './house.ts';

/** A space as the command line finds it. */
export interface FoundSpace {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly state: string;
}

/** The space at an address it has or once had. */
export async function spaceAt({ db }: House, city: City, slug: string): Promise<FoundSpace> {
  const space = await db.first<FoundSpace>(sql`
    select s.id, s.slug, coalesce(s.title ->> 'ja', s.title ->> 'en') as title, s.state
    from space_slug a join space s on s.organisation_id = a.organisation_id and s.id = a.space_id
    where a.organisation_id = ${city.id} and a.slug = ${slug}`);
  if (space) return space;
  const known = await db.rows<{ slug: string }>(sql`select slug from space where organisation_id = ${city.id} order by slug limit 50`);
  throw new Trouble(`There is no space ${slug}. Known: ${known.map((each) => each.slug).join(', ') || 'none'}`);
}

interface FoundComponent {
  readonly id: string;
  readonly title: Readonly<Record<string, string>>;
}

const shown = ({ id, title }: FoundComponent): string => `  ${id}  ${Object.values(title).join(' / ')}`;

/** The proposals component of a space, by its id or its title; without either, the only one. */
export async function proposalsIn({ db }: House, city: City, space: FoundSpace, wished?: string): Promise<string> {
  const all = await db.rows<FoundComponent>(sql`
    select id, title from component where organisation_id = ${city.id} and space_id = ${space.id} and manifest = 'proposals' order by weight, id`);
  const matches = (component: FoundComponent) =>
    wished === undefined || component.id === wished || Object.values(component.title).some((title) => fold(title) === fold(wished));
  const found = all.filter(matches);
  const [first] = found;
  if (first && found.length === 1) return first.id;
  if (all.length === 0) throw new Trouble(`The space ${space.slug} has no component for proposals; place one there first.`);
  const problem = wished === undefined ? 'has several components for proposals' : `has ${first ? 'several components' : 'no component for proposals'} called ${wished}`;
  throw new Trouble(`The space ${space.slug} ${problem}. Name one by --component:\n${all.map(shown).join('\n')}`);
}
