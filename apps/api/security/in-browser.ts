import { JSDOM } from 'jsdom';

const names = [
  'document',
  'navigator',
  'HTMLElement',
  'HTMLIFrameElement',
  'Element',
  'Node',
  'MutationObserver',
  'Event',
  'CustomEvent',
  'location',
  'history',
  'getComputedStyle',
  'sessionStorage',
  'localStorage',
] as const;

/** Does something where there is a browser's window, in a spec that has none; no window afterwards. */
export async function inBrowser(work: () => Promise<void>): Promise<void> {
  // Whoever renders here cleans up here: hooks cannot be added inside a test.
  process.env.RTL_SKIP_AUTO_CLEANUP = 'true';
  const { window } = new JSDOM('<!doctype html><body></body>', { url: 'http://city.test/', pretendToBeVisual: true });
  Object.assign(window, {
    matchMedia: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
  });
  const put: Record<string, unknown> = { window, self: window, IS_REACT_ACT_ENVIRONMENT: true };
  for (const name of names) put[name] = (window as unknown as Record<string, unknown>)[name];
  const kept = new Map(Object.keys(put).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  for (const [name, value] of Object.entries(put))
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  try {
    await work();
  } finally {
    for (const [name, descriptor] of kept) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
    window.close();
  }
}
