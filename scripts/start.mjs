// npm start: builds when needed, then starts the database, brings it up to date and serves.
import { build, isBuilt } from './build.mjs';
import { explain, preflight } from './preflight.mjs';

preflight();
process.env.NODE_ENV ??= 'production';
try {
  if (!isBuilt()) {
    process.stdout.write('Building (about half a minute, the first time and after a change)…\n');
    build();
  }
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('../app/server/main.ts');
  await main();
} catch (error) {
  explain(error);
}
