import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  build: { sourcemap: false, assetsInlineLimit: 0, emptyOutDir: true },
  environments: {
    ssr: { build: { rollupOptions: { input: './server/app.ts' } } },
  },
});
