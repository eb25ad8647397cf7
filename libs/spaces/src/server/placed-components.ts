import { Injectable } from '@nestjs/common';
import { Refusal, type Decision, type LocalizedText, type Manifest, type Situation } from '@hiroba/kernel';
import { LockMode, type EntityClass } from '@mikro-orm/postgresql';
import { Commands, Component, newId, type Caller, type Transaction } from '@hiroba/server';
import { editComponent, placeComponent, publishComponent, unpublishComponent, type ComponentEdit } from '../domain/component.commands.ts';
import type { PlacedContent } from '../domain/component.ts';
import { componentPolicy } from '../domain/component.policy.ts';
import type { Known } from '../domain/settings.ts';
import { spacePolicy } from '../domain/space.policy.ts';
import { Kinds } from './kinds.ts';
import { Space } from './space.entity.ts';
import { held, writeAll } from './writing.ts';

type AnyComponent = Component & PlacedContent;
const Rows = Component as unknown as EntityClass<AnyComponent>;

type Change = Decision<object> | readonly Decision<object>[] | Refusal;

/** Commands about placed components: their row class is found by manifest, their settings are checked by it. */
@Injectable()
export class PlacedComponents {
  constructor(
    private readonly commands: Commands,
    private readonly kinds: Kinds,
  ) {}

  /** The components of a space in their order, locked. */
  of({ em, caller }: Transaction, spaceId: string): Promise<AnyComponent[]> {
    const where = { organisationId: caller.organisationId, spaceId } as object;
    const options = { orderBy: { weight: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE } as object;
    return em.find<AnyComponent>(Rows, where as never, options);
  }

  /** Makes the row of a component by its row class. */
  make(transaction: Transaction, id: string, spaceId: string, decision: Decision<Partial<PlacedContent>>, at: Situation): Promise<AnyComponent> {
    const kind = this.kinds.of(decision.patch.manifest ?? '');
    if (!kind) throw new Error(`no component library is named ${decision.patch.manifest}`);
    const { manifest: _, ...patch } = decision.patch;
    const base = { id, organisationId: transaction.caller.organisationId, spaceId, rev: 0, ...patch };
    const component = transaction.em.create(kind.component as EntityClass<AnyComponent>, base as never, { partial: true }) as AnyComponent;
    return transaction.write(component, { ...decision, patch }, at);
  }

  /** Places a component at the end of a space. */
  place(caller: Caller, spaceId: string, manifest: string, typed: ComponentEdit & { readonly title: LocalizedText }): Promise<AnyComponent | Refusal> {
    return this.commands.once(Rows, caller, async (transaction) => {
      const space = await held(transaction, Space, spaceId);
      const at = { viewer: caller, now: await transaction.now(), spaceId };
      if (!space || spacePolicy.read(at, space)?.code === 'NOT_FOUND') return new Refusal('NOT_FOUND');
      const weight = Math.max(0, ...(await this.of(transaction, spaceId)).map((component) => component.weight)) + 1;
      const kind = this.kinds.of(manifest)?.manifest;
      const decision = placeComponent(at, space, kind, typed, weight, await this.#known(transaction, kind, typed));
      return decision instanceof Refusal ? decision : this.make(transaction, newId(), spaceId, decision, at);
    });
  }

  /** Changes the texts and settings of a component. */
  edit(caller: Caller, id: string, typed: ComponentEdit, edition: number): Promise<AnyComponent | Refusal> {
    return this.#change(caller, id, async (at, component, _, transaction) => {
      const { em } = transaction;
      const kind = this.kinds.of(component.manifest);
      if (!kind) throw new Error(`no component library is named ${component.manifest}`);
      const use = typed.settings ? await this.kinds.use(em, component) : {};
      return editComponent(at, component, kind.manifest, typed, edition, use, await this.#known(transaction, kind.manifest, typed, component));
    });
  }

  #known({ em, caller }: Transaction, manifest: Manifest | undefined, { settings = [] }: ComponentEdit, component?: AnyComponent): Promise<Known> {
    const keys = settings.map(({ key }) => key);
    return manifest ? this.kinds.known(em, caller.organisationId, manifest, keys, component?.settings) : Promise.resolve({});
  }

  /** Shows a component. */
  publish(caller: Caller, id: string): Promise<AnyComponent | Refusal> {
    return this.#change(caller, id, (at, component, space) => publishComponent(at, component, space.state));
  }

  /** Takes a component out of sight. */
  unpublish(caller: Caller, id: string): Promise<AnyComponent | Refusal> {
    return this.#change(caller, id, (at, component) => unpublishComponent(at, component));
  }

  #change(
    caller: Caller,
    id: string,
    command: (at: Situation, component: AnyComponent, space: Space, transaction: Transaction) => Change | Promise<Change>,
  ): Promise<AnyComponent | Refusal> {
    return this.commands.once(Rows, caller, async (transaction) => {
      const component = await held(transaction, Rows, id);
      if (!component) return new Refusal('NOT_FOUND');
      const { spaceId, organisationId } = component;
      const space = await transaction.em.findOne(Space, { id: spaceId, organisationId }, { lockMode: LockMode.PESSIMISTIC_READ });
      const at = { viewer: caller, now: await transaction.now(), spaceId };
      if (!space || spacePolicy.read(at, space) || componentPolicy.read(at, component)) return new Refusal('NOT_FOUND');
      const decisions = await command(at, component, space, transaction);
      if (decisions instanceof Refusal) return decisions;
      return writeAll(transaction, component, Array.isArray(decisions) ? decisions as readonly Decision<object>[] : [decisions as Decision<object>], at);
    });
  }
}
