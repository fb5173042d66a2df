// The arrows of the house: which folder may know which. `npm test` runs this; tests and scripts may know everything.
const tests = '\\.test\\.tsx?$';
const modules = [
  'territories',
  'settings',
  'legal',
  'organisations',
  'factors',
  'operator',
  'verification',
  'conventions',
  'sites',
  'lots',
  'reviews',
  'alerts',
  'diagnoses',
  'reservations',
  'attendance',
  'slots',
  'moves',
  'notifications',
  'messages',
  'ledger',
  'prices',
  'statistics',
  'documents',
  'recolement',
  'field',
  'neighbourhood',
];

/** Each module of the domain knows only those before it. */
const order = modules.slice(0, -1).map((name, i) => ({
  name: `domain-${name}-knows-only-what-precedes`,
  severity: 'error',
  from: { path: `^app/domain/${name}/`, pathNot: tests },
  to: { path: `^app/domain/(${modules.slice(i + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(geojson|mdast|topojson-specification)$' },
    },
    {
      name: 'domain-knows-no-outside-world',
      comment: 'The domain receives its world as ctx: no Remix, no React, no environment, no platform.',
      severity: 'error',
      from: { path: '^app/domain/', pathNot: tests },
      to: {
        path: '^app/(routes|http|ui|platform|jobs|server)/|^app/(root|entry)|node_modules/(@remix-run|react|express|pino)',
      },
    },
    ...order,
    {
      name: 'ui-knows-only-words-and-rules',
      comment:
        'The browser gets vocabularies, inputs, rules, workflows and policies: never queries, commands or tables.',
      severity: 'error',
      from: { path: '^app/ui/', pathNot: tests },
      to: {
        path: '^app/(routes|platform|jobs|server)/|^db/(?!reference/geo/)|^app/domain/.*(\\.server\\.ts$|/commands/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'kit-knows-no-domain',
      severity: 'error',
      from: { path: '^app/ui/kit/' },
      to: { path: '^app/domain/|^app/ui/(?!kit/)', pathNot: '\\.css$' },
    },
    {
      name: 'routes-know-neither-tables-nor-drizzle',
      severity: 'error',
      from: { path: '^app/routes/' },
      to: { path: '^db/|node_modules/(drizzle-orm|postgres)/' },
    },
    {
      name: 'nobody-imports-a-route',
      severity: 'error',
      from: { pathNot: '^tests/|^scripts/' },
      to: { path: '^app/routes/.+/route\\.tsx?$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'http-is-a-seam',
      severity: 'error',
      from: { path: '^app/http/', pathNot: tests },
      to: { path: '^app/(routes|ui|server|jobs)/' },
    },
    {
      name: 'platform-knows-no-product',
      severity: 'error',
      from: { path: '^app/platform/', pathNot: tests },
      // a letter holds links, and links have one builder
      to: { path: '^app/(routes|http|ui|server|jobs)/', pathNot: '^app/http/paths\\.ts$' },
    },
    {
      name: 'jobs-serve-nobody',
      severity: 'error',
      from: { path: '^app/jobs/', pathNot: tests },
      to: { path: '^app/(routes|server)/' },
    },
    {
      name: 'nothing-imports-the-process',
      severity: 'error',
      from: { path: '^(app|db)/', pathNot: '^app/server/' },
      to: { path: '^app/server/' },
    },
    {
      name: 'app-imports-no-test-or-script',
      severity: 'error',
      from: { path: '^(app|db)/', pathNot: tests },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'one-place-for-sessions',
      comment: 'lucia is no longer developed: it must be replaceable in one folder.',
      severity: 'error',
      from: { pathNot: '^app/platform/session/' },
      to: { path: 'node_modules/(lucia|@lucia-auth)/' },
    },
    {
      name: 'one-place-for-the-queue',
      severity: 'error',
      from: { pathNot: '^app/platform/(jobs|database)/|^tests/|^scripts/' },
      to: { path: 'node_modules/(graphile-worker|pg)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
