import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { Api } from './api.ts';
import type { Places } from './places.ts';
import type { Town } from './town.ts';
import { Visitor, type Look } from './visitor.ts';

/** What a journey has at hand. */
export class Stage {
  readonly #visitors: Visitor[] = [];

  constructor(
    readonly town: Town,
    readonly browser: Browser,
    readonly say: (text: string) => void,
    private readonly places: Places,
    private readonly regulars: Regulars,
  ) {}

  /** A new visitor with a browser of their own. */
  async visitor(look: Look = {}): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, this.town.origin, look);
    this.#visitors.push(visitor);
    return visitor;
  }

  /**
   * Lets somebody read who may have been here before: their browser knows the scripts, which spares a third of a visit.
   * They come again for others when `visit` says that all was well; else they stay, for a picture.
   */
  async visited(look: Look, visit: (visitor: Visitor) => Promise<boolean>): Promise<void> {
    const key = JSON.stringify({ ...look, with: look.with?.cookie?.value });
    const visitor = this.regulars.get(key)?.pop() ?? (await Visitor.arrive(this.browser, this.town.origin, look));
    this.#visitors.push(visitor);
    if (!(await visit(visitor))) return;
    visitor.assertWell();
    this.#visitors.splice(this.#visitors.indexOf(visitor), 1);
    this.regulars.set(key, [...(this.regulars.get(key) ?? []), visitor]);
  }

  /** Lets the time go by until an instant; others walk meanwhile. */
  until(instant: number): Promise<void> {
    return this.places.left(() => pause(Math.max(0, instant - Date.now())));
  }

  /** The API, as a demo log-in or as nobody. */
  async api(mail?: string): Promise<Api> {
    const api = new Api(this.town.origin);
    return mail ? api.signIn(mail) : api;
  }

  /** Pictures of where everybody is. */
  async pictures(): Promise<readonly { url: string; png: Buffer; problems: readonly string[] }[]> {
    const open = this.#visitors.filter(({ page }) => !page.isClosed());
    return Promise.all(
      open.map(async ({ page, problems, abroad }) => ({
        url: page.url(),
        png: await page.screenshot({ fullPage: true, timeout: 5_000 }),
        problems: [...problems, ...abroad],
      })),
    );
  }

  /** Everybody leaves; one who met a problem fails the journey. */
  async close(): Promise<void> {
    const left = await Promise.allSettled(this.#visitors.splice(0).map((visitor) => visitor.leave()));
    const problem = left.find((one) => one.status === 'rejected');
    if (problem) throw problem.reason;
  }
}

/** Visitors between two journeys, by what they come with. */
export type Regulars = Map<string, Visitor[]>;

/** A named way through the pages; it fails by throwing. */
export interface Journey {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<void>;
}

/** A journey by its name. */
export const journey = (name: string, run: Journey['run']): Journey => ({ name, run });
