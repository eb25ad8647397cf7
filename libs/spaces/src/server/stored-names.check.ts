import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { readSettings } from '@hiroba/kernel';
import { Sql, sql } from '@hiroba/server';
import type { SpacePhase } from '../domain/phases.ts';
import { Kinds } from './kinds.ts';

interface Stored {
  readonly id: string;
  readonly manifest: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly phases: readonly SpacePhase[];
}

/** Stops the start when a stored component, setting or action is not known to the code; every such row is named. */
@Injectable()
export class StoredNamesCheck implements OnApplicationBootstrap {
  constructor(
    private readonly db: Sql,
    private readonly kinds: Kinds,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const problems = await this.problems();
    if (problems.length > 0) throw new Error(`the database holds what the code does not know:\n${problems.join('\n')}`);
  }

  /** What is stored and not known, one sentence a row. */
  async problems(): Promise<string[]> {
    const rows = await this.db.rows<Stored>(sql`
      select c.id, c.manifest, c.settings, s.phases from component c
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id order by c.id`);
    return rows.flatMap(({ id, manifest: name, settings, phases }) => {
      const manifest = this.kinds.of(name)?.manifest;
      if (!manifest) return [`component ${id}: unknown manifest "${name}"`];
      const actions = new Set(phases.flatMap(({ allows }) => allows[id] ?? []).filter((action) => !manifest.actions.includes(action)));
      return [
        ...readSettings(manifest, settings).problems.map((key) => `component ${id}: unknown or ill-fitting setting "${key}" of ${name}`),
        ...[...actions].map((action) => `component ${id}: a phase opens the unknown action "${action}" of ${name}`),
      ];
    });
  }
}
