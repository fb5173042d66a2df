// npm run dev: the same process as npm start, with Vite serving the modules and reloading them when they change.
import { explain, preflight } from './preflight.mjs';

preflight();
process.env.NODE_ENV ??= 'development';
try {
  const { register } = await import('tsx/esm/api');
  register();
  const { createServer } = await import('vite');
  const { main } = await import('../app/server/main.ts');
  await main({ vite: (server) => createServer({ server: { middlewareMode: true, hmr: { server } } }) });
} catch (error) {
  explain(error);
}
