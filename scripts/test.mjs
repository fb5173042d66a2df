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
  /^(PORT|HOST|ORIGIN|DATABASE_.*|DATA_DIR|STORAGE_URL|AWS_.*|SMTP_URL|MAIL_FROM|MAP_.*|GEOCODER_URL|DEMO|LOG_LEVEL|JOBS|TRUST_PROXY|METRICS|SECRET_KEY|NODE_ENV)$/;
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

/** Adds the cases of one vitest run; a file that could not even be read counts as one failure. */
function suite(name, args) {
  process.stdout.write(`\n== ${name}\n`);
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const clean = run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  let failed = 0;
  if (existsSync(report)) {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    for (const file of testResults) {
      const broken = file.assertionResults.filter(({ status }) => status === 'failed');
      count.passed += file.assertionResults.filter(({ status }) => status === 'passed').length;
      for (const { fullName } of broken) failures.push(fullName);
      if (file.status === 'failed' && broken.length === 0) failures.push(file.name);
      failed += file.status === 'failed' ? Math.max(1, broken.length) : broken.length;
    }
  }
  count.failed += failed;
  if (!clean && failed === 0) note(`${name}: ended with an error outside its tests`, false);
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
