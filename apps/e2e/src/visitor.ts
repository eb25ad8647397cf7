import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Translate } from '@hiroba/kernel';
import { Api } from './api.ts';
import { wordsOf, type Language } from './words.ts';

/** With what somebody comes to the pages. */
export interface Look {
  readonly language?: Language;
  readonly width?: number;
  /** Whether their browser runs scripts. */
  readonly scripts?: boolean;
  /** The mail address of a log-in they come signed in with. */
  readonly as?: string;
  /** Somebody of the API whose session they share. */
  readonly with?: Api;
  /** Whether their browser ignores the content policy of pages. */
  readonly lawless?: boolean;
}

const heights: Readonly<Record<number, number>> = { 390: 844, 1280: 900 };

// A browser says so of every refused form and every page that is not there; what counts is what the page does then.
const isExpected = (text: string, url: string) =>
  /Failed to load resource: the server responded with a status of 4\d\d/.test(text) && !url.includes('/assets/');

/** One person with one browser: where they are, what they read, and what went wrong around them. */
export class Visitor {
  readonly problems: string[] = [];
  /** Addresses outside of the town that the browser asked for. */
  readonly abroad: string[] = [];
  readonly t: Translate;

  private constructor(
    readonly origin: string,
    readonly language: Language,
    readonly scripts: boolean,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.t = wordsOf(language);
    context.on('page', (page) => this.#watch(page));
    this.#watch(page);
    context.on('request', (request) => {
      const url = request.url();
      if (/^(https?|wss?):/.test(url) && new URL(url).host !== new URL(origin).host) this.abroad.push(url);
    });
    context.on('response', (response) => {
      if (response.status() >= 500) this.problems.push(`${response.status()} ${response.url()}`);
    });
  }

  static async arrive(
    browser: Browser,
    origin: string,
    { language = 'ja', width = 1280, scripts = true, as, with: api, lawless = false }: Look,
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width, height: heights[width] ?? 800 },
      locale: language === 'ja' ? 'ja-JP' : 'en-GB',
      timezoneId: 'Asia/Tokyo',
      javaScriptEnabled: scripts,
      acceptDownloads: true,
      baseURL: origin,
      reducedMotion: 'reduce',
      bypassCSP: lawless,
    });
    context.setDefaultTimeout(10_000);
    const cookie = (as ? await new Api(origin).signIn(as) : api)?.cookie;
    if (cookie) await context.addCookies([cookie]);
    return new Visitor(origin, language, scripts, context, await context.newPage());
  }

  #watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() !== 'error' || isExpected(message.text(), message.location().url)) return;
      this.problems.push(`console of ${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.problems.push(`script of ${page.url()}: ${error.message}`));
  }

  /** Opens a page of their language and waits until it can be used. */
  async go(path: string): Promise<number> {
    const response = await this.page.goto(
      path.startsWith('/') || path.startsWith('http') ? path : `/${this.language}/${path}`,
    );
    await this.settled();
    return response?.status() ?? 0;
  }

  /** Waits until scripts, where there are any, have taken over the page. */
  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    if (!this.scripts) return;
    await this.page.waitForFunction(() => {
      const heading = document.querySelector('h1');
      return heading !== null && Object.keys(heading).some((key) => key.startsWith('__reactFiber'));
    });
  }

  /** Waits for the sentence that says what a form has done. */
  async told(key: string): Promise<void> {
    await this.seen(this.page.locator('.done-notice').filter({ hasText: this.t(key) }));
  }

  async seen(what: Locator): Promise<void> {
    await what.first().waitFor({ state: 'visible' });
  }

  /** The field with a label. */
  field(key: string): Locator {
    return this.page.getByLabel(this.t(key));
  }

  /** A button by its words. */
  button(key: string, params?: Parameters<Translate>[1]): Locator {
    return this.page.getByRole('button', { name: this.t(key, params), exact: true });
  }

  /** A link by its words. */
  link(key: string, params?: Parameters<Translate>[1]): Locator {
    return this.page.getByRole('link', { name: this.t(key, params), exact: true });
  }

  async heading(): Promise<string> {
    return (await this.page.locator('h1').first().innerText()).trim();
  }

  /** The path of the page they are at, without its language. */
  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** Leaves; whatever went wrong around them is a failure. */
  async leave(): Promise<void> {
    await this.context.close();
    this.assertWell();
  }

  /** Holds that nothing went wrong around them. */
  assertWell(): void {
    assert.deepEqual(this.problems, [], 'problems in the browser');
    assert.deepEqual(this.abroad, [], 'requests that left the town');
  }
}
