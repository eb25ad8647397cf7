import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { wordsPlugin } from './words.vite.ts';

/** Few large files compress far better than many small ones: what every page needs is two of them. */
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\// },
  { name: 'ui', test: /libs\/(ui|kernel)\/src\//, minShareCount: 2 },
];

export default defineConfig({
  plugins: [wordsPlugin(), tailwindcss(), reactRouter()],
  build: { sourcemap: false, assetsInlineLimit: 0, emptyOutDir: true, target: 'es2024' },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
    ssr: { build: { rollupOptions: { input: './server/app.ts' } } },
  },
});
