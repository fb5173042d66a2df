import { startEmbedded } from '#app/platform/database/embedded.server.ts';

/** A process that holds the embedded database of a folder until it is ended; prints the process of PostgreSQL. */
const [folder = '', lasting] = process.argv.slice(2);
const server = await startEmbedded(folder, { forgetful: lasting === undefined });
process.stdout.write(`${server.pid}\n`);
process.on('SIGTERM', async () => {
  await server.stop();
  process.exit(0);
});
setInterval(() => {}, 60_000);
