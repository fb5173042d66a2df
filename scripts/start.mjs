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
  const { main } = await import(new URL('../build/process/main.js', import.meta.url).href);
  await main();
} catch (error) {
  explain(error);
}
