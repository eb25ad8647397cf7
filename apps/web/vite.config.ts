import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { wordsPlugin } from './words.vite.ts';

/** Few large files compress far better than many small ones: what every page needs is two of them. What only forms and
 * desks have stays out of both. */
const controls = 'choice-fields|other-fields|search-form|language-field|table|text-field|text-area|field|checkbox-field|diff-view';
const spaces = 'ask-card|phase-bar';
/** Of comments, what everybody reads is one file; what comes later stands beside it. */
const lateComments = 'late-|CommentColumns|CommentForm|CommentTools|CommentVersions|Conversation|MentionPicker|NewComment|insert';
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\/|vite\/preload-helper/, priority: 3 },
  { name: 'ui', test: new RegExp(`libs/(ui|kernel)/src/(?!${controls}|${spaces})|app/(catalogue.ts|shell/frame/locale)`), minShareCount: 2, priority: 2 },
  { name: 'comments', test: new RegExp(`libs/comments/src/(domain|web/(?!${lateComments}))`), minShareCount: 2, priority: 1 },
  { name: 'space-parts', test: new RegExp(`libs/ui/src/(${spaces})`), minShareCount: 2, priority: 1 },
  { name: 'controls', test: new RegExp(`libs/ui/src/(${controls})`), minShareCount: 2, priority: 1 },
];

export default defineConfig({
  plugins: [wordsPlugin(), tailwindcss(), reactRouter()],
  build: { sourcemap: false, assetsInlineLimit: 0, emptyOutDir: true, target: 'es2024', modulePreload: { polyfill: false } },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
    ssr: { build: { rollupOptions: { input: './server/app.ts' } } },
  },
});
