import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { wordsPlugin } from './words.vite.ts';

/** Few large files compress far better than many small ones: what every page needs is one of them. What only forms and
 * desks have stays out of it. */
const controls = 'choice-fields|other-fields|search-form|language-field|table|text-field|text-area|field|checkbox-field|diff-view';
const spaces = 'ask-card|phase-bar';
/** Of comments, what everybody reads is one file; what comes later stands beside it. */
const lateComments = 'late-|CommentColumns|CommentForm|CommentTools|CommentVersions|Conversation|MentionPicker|NewComment|insert';
/** What most pages of a component have. */
const component = /libs\/components\/([^/]+)\/src\/(?:domain|web)\//;
const groups = [
  { name: 'base', test: new RegExp(`node_modules/(react|react-dom|react-router|scheduler)/|vite/preload-helper|rolldown/runtime|libs/(ui|kernel)/src/(?!${controls}|${spaces})|app/(catalogue.ts|shell/frame/locale)`), priority: 3 },
  { name: 'comments', test: new RegExp(`libs/comments/src/(domain|web/(?!${lateComments}))`), minShareCount: 2, priority: 1 },
  { name: (id: string) => `${component.exec(id)?.[1]}-parts`, test: component, minShareCount: 4, priority: 1 },
  { name: 'space-parts', test: new RegExp(`libs/ui/src/(${spaces})`), minShareCount: 2, priority: 1 },
  { name: 'controls', test: new RegExp(`libs/ui/src/(${controls})`), minShareCount: 2, priority: 1 },
];

/** What the router has for measuring instruments, which nobody sets here: 1 kB on every page. */
const withoutInstruments: Plugin = {
  name: 'hiroba:without-instruments',
  applyToEnvironment: ({ name }) => name === 'client',
  load: (id) => id.endsWith('/react-router/dist/production/lib/router/instrumentation.js')
    ? `export const consumeInstrumentationClientResultMetaReceiver = () => undefined;
       export const getRouteInstrumentationUpdates = () => ({});
       export const instrumentClientSideRouter = (router) => router;
       export { instrumentClientSideRouter as instrumentHandler, instrumentClientSideRouter as instrumentationResultMetaContext };`
    : undefined,
};

export default defineConfig({
  plugins: [withoutInstruments, wordsPlugin(), tailwindcss(), reactRouter()],
  build: { sourcemap: false, assetsInlineLimit: 0, emptyOutDir: true, target: 'es2024', modulePreload: { polyfill: false } },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
    ssr: { build: { rollupOptions: { input: './server/app.ts' } } },
  },
});
