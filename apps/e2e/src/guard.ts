import assert from 'node:assert/strict';
import type { Visitor } from './visitor.ts';

/** Everything a page could do if somebody else's script ran in it. */
interface Seized {
  __pwned?: string[];
}

/** Watches a visitor for any sign that a text became a script. */
export class Guard {
  readonly #signs: string[] = [];

  private constructor(private readonly visitor: Visitor) {}

  static async over(visitor: Visitor): Promise<Guard> {
    const guard = new Guard(visitor);
    visitor.page.on('dialog', (dialog) => {
      guard.#signs.push(`dialog on ${visitor.page.url()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    visitor.context.on('page', (page) => guard.#signs.push(`a new window: ${page.url()}`));
    await visitor.context.addInitScript(() => {
      for (const name of ['alert', 'confirm', 'prompt', 'print'] as const) {
        Object.defineProperty(window, name, {
          value: (...said: unknown[]) => (((window as Seized).__pwned ??= []).push(`${name} ${said.join()}`), false),
        });
      }
    });
    return guard;
  }

  /** What the page holds that a text must never bring into it. */
  private async planted(): Promise<readonly string[]> {
    return this.visitor.page.evaluate(() => {
      const bad = /^(javascript|data|vbscript|blob|file):/i;
      const found: string[] = [...((window as Seized).__pwned ?? [])];
      for (const element of document.querySelectorAll('main *')) {
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name) || ['srcdoc', 'formaction', 'xlink:href', 'ping', 'background'].includes(name))
            found.push(`${element.tagName} ${name}`);
          if (['href', 'src', 'action'].includes(name) && bad.test(value.replace(/[\s\p{Cc}]/gu, '')))
            found.push(`${element.tagName} ${name}=${value}`);
        }
        if (
          /^(script|iframe|object|embed|base|meta|link|math|frameset|applet|audio|video|marquee)$/i.test(
            element.localName,
          )
        )
          found.push(element.outerHTML);
      }
      return found;
    });
  }

  /** Fails when anything ran, was asked for elsewhere, or led away from a page. */
  async assertQuiet(where: string): Promise<void> {
    await this.visitor.page.waitForTimeout(100);
    const planted = await this.planted();
    assert.deepEqual(
      { signs: this.#signs, planted, abroad: this.visitor.abroad, problems: this.visitor.problems },
      { signs: [], planted: [], abroad: [], problems: [] },
      where,
    );
  }
}
