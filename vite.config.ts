import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';
import { fewFiles } from './scripts/few-files.mjs';
import { messagesPlugin } from './scripts/messages-plugin.mjs';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [messagesPlugin(), tailwindcss(), remix(remixConfig)],
  // Hashed names carry no build path, and nothing is inlined as data: so the CSP stays narrow.
  build: {
    target: 'es2022',
    cssMinify: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    // a twentieth smaller than esbuild's
    minify: isSsrBuild ? 'esbuild' : 'terser',
    terserOptions: { module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: false } },
    rollupOptions: isSsrBuild ? {} : { output: fewFiles('/app/root.tsx') },
  },
  // server code is scanned with the routes: this one has no build for browsers
  optimizeDeps: { exclude: ['@node-rs/argon2'] },
  server: { watch: { ignored: ['**/.data/**', '**/build/**', '**/tests/**'] } },
}));
