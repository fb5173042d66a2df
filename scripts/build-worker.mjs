// Builds the service worker into a finished build: its own small bundle, with the list of the files it keeps written in.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const NAME = /[\w.-]+-[\w-]{8}\.(?:js|css|woff2)/g;

/** What the field page may ask for: its modules and all they name, both languages and the fonts included. */
function filesOfField(client) {
  const assets = join(client, 'assets');
  const manifest = readdirSync(assets).find((name) => /^manifest-[\w-]+\.js$/.test(name));
  if (!manifest) throw new Error('The build has no manifest.');
  const { entry, routes } = JSON.parse(
    readFileSync(join(assets, manifest), 'utf8').replace(/^window\.__remixManifest=|;?\s*$/g, ''),
  );
  const field = routes['routes/field._index'];
  const wanted = [entry, routes.root, field].flatMap(({ module, imports = [], css = [] }) => [
    module,
    ...imports,
    ...css,
  ]);
  const found = new Set();
  const visit = (name) => {
    if (found.has(name) || !existsSync(join(assets, name))) return;
    found.add(name);
    if (!/\.(js|css)$/.test(name)) return;
    for (const [other] of readFileSync(join(assets, name), 'utf8').matchAll(NAME)) visit(other);
  };
  for (const address of wanted) visit(address.replace(/^\/assets\//, ''));
  return [...found].sort().map((name) => `/assets/${name}`);
}

async function buildWorker(folder) {
  const client = join(folder, 'client');
  const files = filesOfField(client);
  // the page itself is drawn by the server: another server is another version
  const version = createHash('sha256')
    .update(JSON.stringify(files))
    .update(readFileSync(join(folder, 'server', 'index.js')))
    .digest('hex')
    .slice(0, 16);
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { __FIELD_FILES__: JSON.stringify(files), __FIELD_VERSION__: JSON.stringify(version) },
    build: {
      outDir: client,
      emptyOutDir: false,
      target: 'es2022',
      rollupOptions: {
        input: 'app/ui/field/worker.ts',
        output: { entryFileNames: 'sw.js', format: 'iife', inlineDynamicImports: true },
      },
    },
  });
}

await buildWorker(process.argv[2] ?? 'build');
