// Builds what `npm start` serves, compresses it once, and notes which sources it was made from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMP = 'sources.sha256';
const stamp = join(root, 'build', STAMP);
const AFTERWARDS = {
  'The service worker': join(root, 'scripts', 'build-worker.mjs'),
  'The server': join(root, 'scripts', 'build-process.mjs'),
};
const SOURCES = [
  'app',
  'db',
  'public',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
  'scripts/few-files.mjs',
  'scripts/messages-plugin.mjs',
  'scripts/build-worker.mjs',
  'scripts/build-process.mjs',
];
const TEXT = /\.(js|mjs|css|svg|json|txt|xml|geojson|topojson|webmanifest|map|ico|wasm)$/;

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    yield* filesUnder(join(path, entry.name));
  }
}

/** Neither tests nor what is read as it is are in the build. */
const isSource = (path) =>
  !/\.test\.tsx?$/.test(path) && (!/^db[\\/]/.test(path) || /\.ts$|^db[\\/]reference[\\/]/.test(path));

function hashOfSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesUnder(join(root, source))) {
      const path = relative(root, file);
      if (isSource(path)) hash.update(path).update('\0').update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources();
}

/** Scripts weigh on every first page: pressed as far as it goes, though it takes three times as long. */
function qualityOf(file, length) {
  if (length > 2_000_000) return 5;
  return /\.(js|css)$/.test(file) ? 11 : 9;
}

function compress(folder) {
  for (const file of filesUnder(folder)) {
    if (!TEXT.test(file) || statSync(file).size < 1024) continue;
    const bytes = readFileSync(file);
    const quality = qualityOf(file, bytes.length);
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    );
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

export function build() {
  const hash = hashOfSources();
  const require = createRequire(import.meta.url);
  let cli;
  try {
    cli = join(dirname(require.resolve('@remix-run/dev/package.json')), 'dist', 'cli.js');
  } catch {
    throw new Error(
      'The build is missing or out of date, and the tools that make it are not installed: run "npm install".',
    );
  }
  const aside = join('.cache', `build-${process.pid}`);
  const { status } = spawnSync(process.execPath, [cli, 'vite:build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', BUILD_FOLDER: aside },
  });
  if (status !== 0) rmSync(join(root, aside), { recursive: true, force: true });
  if (status !== 0) throw new Error('The build failed: see the lines above.');
  for (const [what, script] of Object.entries(AFTERWARDS)) {
    const { status } = spawnSync(process.execPath, [script, aside], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (status === 0) continue;
    rmSync(join(root, aside), { recursive: true, force: true });
    throw new Error(`${what} could not be built: see the lines above.`);
  }
  compress(join(root, aside, 'client'));
  writeFileSync(join(root, aside, STAMP), hash);
  rmSync(join(root, 'build'), { recursive: true, force: true });
  renameSync(join(root, aside), join(root, 'build'));
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) build();
