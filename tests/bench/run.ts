/** `npm run bench -- <name>`: each bench is one file here that exports `run()`. */
const BENCHES = {
  faults: () => import('./faults.ts'),
  import: () => import('./import.ts'),
  map: () => import('./map.ts'),
  page: () => import('./page.ts'),
  path: () => import('./path.ts'),
  photos: () => import('./photos.ts'),
  reserve: () => import('./reserve.ts'),
};

const [name = ''] = process.argv.slice(2);
if (!(name in BENCHES)) {
  console.error(`Which bench? npm run bench -- ${Object.keys(BENCHES).join(' | ')}`);
  process.exit(2);
}
const bench = await BENCHES[name as keyof typeof BENCHES]();
await bench.run();
process.exit(0);

export {};
