import { existsSync } from 'node:fs';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  // Without a graphics card a whole Chromium draws by a process that imitates one: a third of each page.
  '--disable-gpu-compositing',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** How to launch Chromium with playwright-core: the system's own, else the one that npm brought. */
export async function chromium() {
  const found = [process.env.CHROMIUM_PATH, ...installed].find((file) => file && existsSync(file));
  if (found) return { executablePath: found, args: flags };
  // Its own flags are for a cloud function: all pages in one process, and without the rules of the web.
  const { default: packaged } = await import('@sparticuz/chromium');
  return { executablePath: await packaged.executablePath(), args: flags };
}
