import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    { ...optimizeLocales.vite({ locales: ['fr-FR', 'en-US'] }), enforce: 'pre' as const },
    tailwindcss(),
    remix(remixConfig),
  ],
  // Hashed names carry no build path, and nothing is inlined as data: so the CSP stays narrow.
  build: { target: 'es2022', cssMinify: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
  // server code is scanned with the routes: this one has no build for browsers
  optimizeDeps: { exclude: ['@node-rs/argon2'] },
  server: { watch: { ignored: ['**/.data/**', '**/build/**', '**/tests/**'] } },
});
