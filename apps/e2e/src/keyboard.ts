import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** Somebody who has no mouse: what they reach, they reach by Tab, and they see where they are at every stop. */
export class Keyboard {
  constructor(private readonly visitor: Visitor) {}

  /** Goes on by Tab until something has focus. */
  async to(what: Locator, most = 150): Promise<void> {
    await what.first().waitFor();
    for (let stops = 0; stops < most; stops += 1) {
      await this.visitor.page.keyboard.press('Tab');
      await this.#assertSeen();
      const here = await what.evaluateAll((elements) => elements.some((element) => element === document.activeElement));
      if (here) return;
    }
    assert.fail(`${String(what)} is not reached within ${most} stops`);
  }

  /** Reaches a field and types into it. */
  async type(what: Locator, text: string): Promise<void> {
    await this.to(what);
    await this.visitor.page.keyboard.insertText(text);
  }

  /** Reaches a link or a button and presses it. */
  async press(what: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(what);
    await this.visitor.page.keyboard.press(key);
  }

  /** Where focus is now, as its text or its name. */
  focused(): Promise<string> {
    return this.visitor.page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === document.body
        ? ''
        : activeElement?.id || activeElement?.textContent?.trim() || activeElement?.tagName || '';
    });
  }

  /** The stop has a ring around it, lies in the window, and nothing lies upon it. */
  async #assertSeen(): Promise<void> {
    const problem = await this.visitor.page.evaluate(() => {
      const element = document.activeElement;
      // After the last stop focus leaves the page for a moment.
      if (!element || element === document.body) return '';
      const told = element.outerHTML.slice(0, 200);
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const ring = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      if (!ring) return `no ring around ${told}`;
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) return `no box for ${told}`;
      const [x, y] = [
        Math.min(Math.max((left + right) / 2, 1), innerWidth - 1),
        Math.min(Math.max((top + Math.min(bottom, innerHeight)) / 2, 1), innerHeight - 1),
      ];
      if (bottom <= 0 || top >= innerHeight) return `outside of the window: ${told}`;
      // A link over two lines has a box whose middle is not part of it.
      const hits = [...element.getClientRects()].some((rect) => {
        const hit = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
        return hit !== null && (element.contains(hit) || hit.contains(element));
      });
      const hit = document.elementFromPoint(x, y);
      return hits || (hit && element.contains(hit)) ? '' : `covered by ${hit?.outerHTML.slice(0, 120)}: ${told}`;
    });
    assert.equal(problem, '', 'the stop is seen');
  }
}
