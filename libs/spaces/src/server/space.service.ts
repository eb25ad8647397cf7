import { Injectable } from '@nestjs/common';
import { civilIn, isSlug, localized, plusDays, Refusal, slugFromTitle, type Decision, type Situation, type SpaceVisibility } from '@hiroba/kernel';
import { Commands, firstIn, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { publishedWithSpace } from '../domain/component.commands.ts';
import { copySpace } from '../domain/copy.ts';
import { setPhases, type PhasesEdit } from '../domain/phases.commands.ts';
import { spacePolicy } from '../domain/space.policy.ts';
import { draftSpace, editSpace, orderComponents, publishSpace, setVisibility, type SpaceEdit } from '../domain/space.commands.ts';
import type { SpaceContent, SpaceTexts } from '../domain/space.ts';
import { draftFromTemplate } from '../domain/template.ts';
import { Kinds } from './kinds.ts';
import { OrganisationDirectory } from './organisation-directory.ts';
import { PlacedComponents } from './placed-components.ts';
import { Space } from './space.entity.ts';
import { held, writeAll } from './writing.ts';

/** Commands about spaces that touch more than one row: addresses, components, copies. */
@Injectable()
export class SpaceService {
  constructor(
    private readonly commands: Commands,
    private readonly directory: OrganisationDirectory,
    private readonly kinds: Kinds,
    private readonly placed: PlacedComponents,
  ) {}

  /** Begins a space under a free address. */
  draft(caller: Caller, typed: SpaceEdit & Pick<SpaceTexts, 'title' | 'kind'>): Promise<Space | Refusal> {
    return this.commands.once(Space, caller, async (transaction) => {
      const at = { viewer: caller, now: await transaction.now() };
      const slug = typed.slug || await this.#suggestion(transaction, typed, at.now);
      return (await this.#unknownOffice(caller, typed)) ?? this.#begin(transaction, draftSpace(at, { ...typed, slug }), newId(), at);
    });
  }

  /** Changes the texts of a space; an address it gives up leads to the new one. */
  edit(caller: Caller, id: string, typed: SpaceEdit, edition: number): Promise<Space | Refusal> {
    return this.#change(caller, id, async (transaction, space, at) => {
      const decision = editSpace(at, space, typed, edition);
      if (decision instanceof Refusal) return decision;
      const unknown = await this.#unknownOffice(caller, typed);
      if (unknown) return unknown;
      if (decision.patch.slug && !(await this.#takeSlug(transaction, decision.patch.slug, space.id))) return new Refusal('TAKEN', 'slug');
      return transaction.write(space, decision, at);
    });
  }

  /** Says whom a space is for. */
  setVisibility(caller: Caller, id: string, visibility: SpaceVisibility, edition: number): Promise<Space | Refusal> {
    return this.#change(caller, id, async (transaction, space, at) => {
      const decision = setVisibility(at, space, visibility, edition);
      return decision instanceof Refusal ? decision : transaction.write(space, decision, at);
    });
  }

  /** Sets the phases of a space. */
  setPhases(caller: Caller, id: string, edit: PhasesEdit): Promise<Space | Refusal> {
    return this.#change(caller, id, async (transaction, space, at) => {
      const components = await this.placed.of(transaction, space.id);
      const known = new Map(components.map((component) => [component.id, this.kinds.of(component.manifest)?.manifest.actions ?? []]));
      const decisions = setPhases(at, space, edit, known);
      return decisions instanceof Refusal ? decisions : writeAll(transaction, space, decisions, at);
    });
  }

  /** Publishes a space together with the components placed in it so far. */
  publish(caller: Caller, id: string): Promise<Space | Refusal> {
    return this.#change(caller, id, async (transaction, space, at) => {
      const decision = publishSpace(at, space);
      if (decision instanceof Refusal) return decision;
      await transaction.write(space, decision, at);
      for (const component of await this.placed.of(transaction, space.id)) {
        await transaction.write(component, publishedWithSpace(component), at);
      }
      return space;
    });
  }

  /** Puts the components of a space in order. */
  order(caller: Caller, id: string, order: readonly string[]): Promise<Space | Refusal> {
    return this.#change(caller, id, async (transaction, space, at) => {
      const components = await this.placed.of(transaction, space.id);
      const decision = orderComponents(at, space, components.map((component) => component.id), order);
      if (decision instanceof Refusal) return decision;
      await rowsIn(transaction.em, sql`
        update component c set weight = o.n from unnest(${order}::uuid[]) with ordinality o (id, n)
        where c.organisation_id = ${caller.organisationId} and c.space_id = ${id} and c.id = o.id`);
      return transaction.write(space, decision, at);
    });
  }

  /** Copies a space as a new draft: texts, phases so many days later, components and settings. */
  copy(caller: Caller, id: string, { slug, days }: { readonly slug?: string | null; readonly days: number }): Promise<Space | Refusal> {
    return this.commands.once(Space, caller, async (transaction) => {
      const original = await held(transaction, Space, id);
      if (!original) return new Refusal('NOT_FOUND');
      const at = { viewer: caller, now: await transaction.now(), spaceId: original.id };
      if (spacePolicy.read(at, original)) return new Refusal('NOT_FOUND');
      const components = await this.placed.of(transaction, original.id);
      const ids = new Map(components.map((component) => [component.id, newId()]));
      const zone = await this.#zone(caller);
      if (slug && !isSlug(slug)) return new Refusal('BAD_FORMAT', 'slug');
      const wish = { slug: slug || await this.#suggestion(transaction, original, at.now), days, zone };
      const copy = copySpace(at, original, components, ids, wish);
      if (copy instanceof Refusal) return copy;
      const copyId = newId();
      const space = await this.#begin(transaction, copy.space, copyId, { ...at, spaceId: copyId });
      if (space instanceof Refusal) return space;
      for (const { id: componentId, decision } of copy.components) {
        await this.placed.make(transaction, componentId, space.id, decision, { ...at, spaceId: space.id });
      }
      return space;
    });
  }

  /** Begins a space with everything a template has; its first phase opens tomorrow, until staff say otherwise. */
  fromTemplate(caller: Caller, key: string): Promise<Space | Refusal> {
    return this.commands.once(Space, caller, async (transaction) => {
      const found = this.kinds.template(key);
      if (!found) return spacePolicy.draft({ viewer: caller, now: await transaction.now() }, undefined) ?? new Refusal('BAD_USER_INPUT', 'template');
      const now = await transaction.now();
      const [spaceId, componentId, zone] = [newId(), newId(), await this.#zone(caller)];
      const at = { viewer: caller, now, spaceId };
      const slug = await this.#suggestion(transaction, found.template, now);
      const made = draftFromTemplate(at, found.template, found.manifest, { slug, spaceId, componentId, zone, day: plusDays(civilIn(now, zone), 1) });
      if (made instanceof Refusal) return made;
      const space = await this.#begin(transaction, made.space, spaceId, at);
      if (space instanceof Refusal) return space;
      for (const { id, decision } of made.components) await this.placed.make(transaction, id, space.id, decision, at);
      return space;
    });
  }

  #change(
    caller: Caller, id: string, work: (transaction: Transaction, space: Space, at: Situation) => Promise<Space | Refusal>,
  ): Promise<Space | Refusal> {
    return this.commands.once(Space, caller, async (transaction) => {
      const space = await held(transaction, Space, id);
      const at = { viewer: caller, now: await transaction.now(), spaceId: id };
      if (!space || spacePolicy.read(at, space)?.code === 'NOT_FOUND') return new Refusal('NOT_FOUND');
      return work(transaction, space, at);
    });
  }

  async #begin(transaction: Transaction, decision: Decision<Partial<SpaceContent>> | Refusal, id: string, at: Situation): Promise<Space | Refusal> {
    if (decision instanceof Refusal) return decision;
    const { slug } = decision.patch;
    const { organisationId } = transaction.caller;
    if (!slug || !(await this.#takeSlug(transaction, slug, id))) return new Refusal('TAKEN', 'slug');
    const space = transaction.em.create(Space, { id, organisationId, rev: 0, ...decision.patch } as never, { partial: true }) as Space;
    return transaction.write(space, decision, at);
  }

  /** Takes an address for a space; it may come back to one it had before. */
  async #takeSlug({ em, caller: { organisationId } }: Transaction, slug: string, spaceId: string): Promise<boolean> {
    const rows = await rowsIn(em, sql`
      insert into space_slug (organisation_id, slug, space_id) values (${organisationId}, ${slug}, ${spaceId})
      on conflict (organisation_id, slug) do update set slug = excluded.slug where space_slug.space_id = excluded.space_id returning slug`);
    return rows.length > 0;
  }

  async #zone(caller: Caller): Promise<string> {
    return (await this.directory.byId(caller.organisationId))?.zone ?? 'Asia/Tokyo';
  }

  /** A free address made of the title. */
  async #suggestion({ em, caller }: Transaction, { title }: Pick<SpaceTexts, 'title'>, now: Date): Promise<string> {
    const { year } = civilIn(now, await this.#zone(caller));
    const suggested = slugFromTitle(localized(title, 'en').text, Math.random, year);
    const taken = await firstIn(em, sql`select 1 from space_slug where organisation_id = ${caller.organisationId} and slug = ${suggested}`);
    return taken ? slugFromTitle('', Math.random, year) : suggested;
  }

  async #unknownOffice(caller: Caller, { office }: SpaceEdit): Promise<Refusal | undefined> {
    if (!office) return undefined;
    const organisation = await this.directory.byId(caller.organisationId);
    return organisation?.offices.some(({ key }) => key === office) ? undefined : new Refusal('BAD_USER_INPUT', 'office');
  }
}
