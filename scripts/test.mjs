// npm test: every gate in order, then every test. Goes on after a failure; the last line counts it all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { preflight, root } from './preflight.mjs';

preflight();
const bin = (name) => join(root, 'node_modules', '.bin', name);
const reports = join(root, 'node_modules', '.cache', 'reports');
mkdirSync(reports, { recursive: true });

// Settings of the developer's own shell must not reach the tests; TEST_DATABASE_URL is meant for them.
const SETTINGS =
  /^(PORT|HOST|ORIGIN|DATABASE_.*|DATA_DIR|STORAGE_URL|AWS_.*|SMTP_URL|MAIL_FROM|MAIL_REPLY_TO|MAP_.*|GEOCODER_URL|DEMO|LOG_LEVEL|JOBS|TRUST_PROXY|METRICS|SECRET_KEY|NODE_ENV)$/;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.test(name)));

const count = { passed: 0, failed: 0 };
const failures = [];

function note(name, passed) {
  if (passed) count.passed++;
  else {
    count.failed++;
    failures.push(name);
  }
}

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

function gate(name, work) {
  process.stdout.write(`\n== ${name}\n`);
  const began = Date.now();
  let passed = false;
  try {
    passed = work();
  } catch (error) {
    console.error(error);
  }
  process.stdout.write(
    `== ${name}: ${passed ? 'passed' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`,
  );
  note(name, passed);
}

/** The files of one vitest run, null when it ended with an error outside them. */
function vitest(name, args) {
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const clean = run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
  return clean || files.some(({ status }) => status === 'failed') ? files : null;
}

/** How many files may have been starved by a busy machine; more is a fault. */
const STARVED = 6;

/**
 * Adds the cases of one vitest run; a file that could not even be read counts as one failure. In CI, a file that failed is run
 * once more, whole and alone, and said: its cases follow one another, so that trying one of them again would prove nothing.
 */
function suite(name, args) {
  process.stdout.write(`\n== ${name}\n`);
  let files = vitest(name, args);
  if (files === null) return note(`${name}: ended with an error outside its tests`, false);
  const failed = files.filter(({ status }) => status === 'failed').map((file) => file.name);
  if (process.env.CI && failed.length > 0 && failed.length <= STARVED) {
    process.stdout.write(`\n== ${name}: once more, alone\n${failed.map((file) => `  ${file}\n`).join('')}`);
    const config = args.includes('--config')
      ? args.slice(args.indexOf('--config'), args.indexOf('--config') + 2)
      : [];
    const again = vitest(`${name}-again`, [...config, '--no-file-parallelism', ...failed]);
    if (again === null) note(`${name}: ended with an error outside its tests`, false);
    else files = [...files.filter((file) => !failed.includes(file.name)), ...again];
  }
  for (const file of files) {
    const broken = file.assertionResults.filter(({ status }) => status === 'failed');
    count.passed += file.assertionResults.filter(({ status }) => status === 'passed').length;
    for (const { fullName } of broken) failures.push(fullName);
    if (file.status === 'failed' && broken.length === 0) failures.push(file.name);
    count.failed += file.status === 'failed' ? Math.max(1, broken.length) : broken.length;
  }
}

gate('types', () => run(bin('tsc'), ['--noEmit']));
gate('lint', () => run(bin('biome'), ['check', '.', '--error-on-warnings']));
gate('architecture', () => run(bin('depcruise'), ['app', 'db', 'scripts', 'tests', '--output-type', 'err']));
gate('lock', () => run(process.execPath, ['scripts/lockcheck.mjs']));
gate('build', () => {
  if (!isBuilt()) build();
  return true;
});
suite('tests', process.argv.slice(2));
if (existsSync(join(root, 'tests', 'e2e', 'vitest.config.ts'))) {
  suite('browser', ['--config', 'tests/e2e/vitest.config.ts']);
}

if (failures.length > 0)
  process.stdout.write(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}\n`);
process.exitCode = count.failed > 0 ? 1 : 0;
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
