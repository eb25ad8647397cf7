import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { wordsPlugin } from './words.vite.ts';

/** Few large files compress far better than many small ones: what every page needs is one of them. What only forms and
 * desks have stays out of it. */
const controls = 'choice-fields|other-fields|search-form|language-field|table|import-problems|text-field|text-area|field|checkbox-field';
const spaces = 'ask-card|phase-bar';
/** What only few pages ask for. */
const rare = 'parse-date|fold|text[.]|fiscal-year|licences|receipt-code|follow|next|file-size|kept-draft';
/** What lists have, and pages of one thing do not. */
const lists = 'card|pager';
/** What the rules of whatever can be withheld ask; with the rules of comments, pages without comments would load them all. */
const withheld = 'libs/moderation/src/(index|domain/withholding)[.]ts';
/** What says that something is on record, and has that checked when it is opened. */
const record = 'libs/transparency/src/web/(RecordMark|checking/late)[.]';
/** Of comments, what everybody reads is one file; what comes later stands beside it. */
const lateComments = 'late-|CommentColumns|CommentForm|CommentTools|CommentVersions|Conversation|MentionPicker|NewComment|insert';
/** What most pages of a component have. */
const component = /libs\/components\/([^/]+)\/src\/(?:domain|web)\//;
const groups = [
  { name: 'base', test: new RegExp(`node_modules/(react|react-dom|react-router|scheduler)/|vite/preload-helper|rolldown/runtime|libs/(ui|kernel)/src/(?!${controls}|${spaces}|${lists}|${rare}|diff-view|log/)|app/(catalogue.ts|shell/frame/locale)|${withheld}|${record}`), priority: 3 },
  { name: 'comments', test: new RegExp(`libs/comments/src/(domain|web/(?!${lateComments}))`), minShareCount: 2, priority: 1 },
  { name: (id: string) => `${component.exec(id)?.[1]}-parts`, test: component, minShareCount: 4, priority: 1 },
  { name: 'space-parts', test: new RegExp(`libs/ui/src/(${spaces})`), minShareCount: 2, priority: 1 },
  // Small files that come late to the page that has most: together they are less than each by itself.
  { name: 'amendments', test: /proposals\/src\/(web\/AmendmentList|domain\/amendment[.]policy)/, priority: 2 },
  { name: 'moderated', test: /moderation\/src\/web\/(Moderated|Withheld)[.]/, priority: 2 },
  { name: 'lists', test: new RegExp(`libs/ui/src/(${lists})[.]`), minShareCount: 2, priority: 1 },
  { name: 'controls', test: new RegExp(`libs/ui/src/(${controls})`), minShareCount: 2, priority: 1 },
];

/** A piece of a file put in the place of another; the build ends when the file has become another. */
function instead(code: string, from: string, until: string, piece: string): string {
  const [start, end] = [code.indexOf(from), code.indexOf(until)];
  if (start < 0 || end < start) throw new Error(`the router no longer has ${from} before ${until}`);
  return code.slice(0, start) + piece + code.slice(end);
}

const router = '/react-router/dist/production/lib/';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly Node[];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const within = (node: Node): Node[] => [node, ...Object.values(node).flat().filter(isNode).flatMap(within)];

/** A file without the words of what may not be: `invariant(isSo, "why")` fails without them, too. */
function withoutReasons(code: string, file: Node): string {
  const reasons = within(file).flatMap(({ callee, arguments: given }) =>
    callee?.name && ['invariant', 'warning', 'warnOnce'].includes(callee.name) && given?.[1] ? [given[1]] : []);
  return reasons.sort((one, other) => other.start - one.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)}""${text.slice(end)}`, code);
}

/** What the router has for measuring instruments, for fetching pages before they are asked for and for its own developers,
 * and nobody needs here: 3 kB on every page. */
const withoutSpareParts: Plugin = {
  name: 'hiroba:without-spare-parts',
  applyToEnvironment: ({ name }) => name === 'client',
  load: (id) => id.endsWith(`${router}router/instrumentation.js`)
    ? `export const consumeInstrumentationClientResultMetaReceiver = () => undefined;
       export const getRouteInstrumentationUpdates = () => ({});
       export const instrumentClientSideRouter = (router) => router;
       export { instrumentClientSideRouter as instrumentHandler, instrumentClientSideRouter as instrumentationResultMetaContext };`
    : undefined,
  transform(code, id) {
    if (!id.includes(router)) return undefined;
    const terse = withoutReasons(code, this.parse(code) as unknown as Node);
    if (!id.endsWith('/dom/ssr/components.js')) return { code: terse, map: null };
    const idle = instead(terse, 'function usePrefetchBehavior(', 'function composeEventHandlers(', 'const usePrefetchBehavior = () => [false, null, {}];\n');
    return { code: instead(idle, 'function PrefetchPageLinks(', 'function Meta(', 'const PrefetchPageLinks = () => null;\n'), map: null };
  },
};

/** A part that only the server draws (`….drawn.tsx`) is in browsers what keeps it (`….kept.tsx`). */
const keptParts: Plugin = {
  name: 'hiroba:kept-parts',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId(source, importer) {
    return source.endsWith('.drawn.tsx') ? this.resolve(source.replace('.drawn.', '.kept.'), importer) : undefined;
  },
};

export default defineConfig({
  plugins: [keptParts, withoutSpareParts, wordsPlugin(), tailwindcss(), reactRouter()],
  build: { sourcemap: false, assetsInlineLimit: 0, emptyOutDir: true, target: 'es2024', modulePreload: { polyfill: false } },
  environments: {
    // What only the server renders is left out of what browsers load.
    client: { define: { 'typeof document': '"object"' }, build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
    ssr: { build: { rollupOptions: { input: './server/app.ts' } } },
  },
});
