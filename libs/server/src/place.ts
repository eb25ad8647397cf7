import { Refusal, type ComponentFacts, type Phase, type SpaceState, type SpaceVisibility } from '@hiroba/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isId } from './page.ts';
import { firstIn, sql, type Query } from './sql.ts';

/** A placed component with the facts of its space that rules need, and its raw settings. */
export interface Place extends ComponentFacts {
  readonly organisationId: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly spaceVisibility: SpaceVisibility;
}

/** A phase as a space stores it: dates as text, allowed actions by component. */
export interface StoredPhase {
  readonly key: string;
  readonly opensAt: string;
  readonly closesAt: string | null;
  readonly allows: Readonly<Record<string, readonly string[]>>;
}

/** The phases of a space as one component sees them. */
export const phasesFor = (phases: readonly StoredPhase[], componentId: string): Phase[] =>
  phases.map(({ key, opensAt, closesAt, allows }) => ({
    key,
    opensAt: new Date(opensAt),
    closesAt: closesAt ? new Date(closesAt) : null,
    allows: allows[componentId] ?? [],
  }));

interface PlaceRow {
  id: string; organisationId: string; spaceId: string; manifest: string; published: boolean;
  settings: Record<string, unknown>; spaceState: SpaceState; spaceVisibility: SpaceVisibility; phases: StoredPhase[];
}

/** SQL of a place; expects a condition on `c` (component) and `s` (space). */
export const placeQuery = (condition: Query): Query => sql`
  select c.id, c.organisation_id as "organisationId", c.space_id as "spaceId", c.manifest, c.published, c.settings,
         s.state as "spaceState", s.visibility as "spaceVisibility", s.phases
  from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  where ${condition}`;

/** A place from its row. */
export const placeOf = ({ phases, ...row }: PlaceRow): Place => ({ ...row, phases: phasesFor(phases, row.id) });

/** Loads a component's place and holds its phases still until the transaction ends. */
export async function holdPlace(em: EntityManager, organisationId: string, componentId: string): Promise<Place | Refusal> {
  if (!isId(componentId)) return new Refusal('NOT_FOUND');
  const row = await firstIn<PlaceRow>(
    em, sql`${placeQuery(sql`c.organisation_id = ${organisationId} and c.id = ${componentId}`)} for share of c, s`);
  return row ? placeOf(row) : new Refusal('NOT_FOUND');
}
