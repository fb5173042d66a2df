import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * What a page downloads in JavaScript before its map: the entry, the frame, the page, all they import at once, and the
 * French words they speak, as they travel (brotli). Read from the build, hence the same on every machine. Goal of /lots
 * (look.md): 100 kB, of which React and the router take 70. Not reached: these limits only keep it from growing.
 */
const ASSETS = 'build/client/assets';

interface Part {
  module: string;
  imports?: string[];
}

function filesOf(page: string): string[] {
  const manifest = readdirSync(ASSETS).find((name) => /^manifest-[\w-]+\.js$/.test(name)) ?? '';
  const text = readFileSync(join(ASSETS, manifest), 'utf8').replace(/^window\.__remixManifest=|;?\s*$/g, '');
  const { entry, routes } = JSON.parse(text) as { entry: Part; routes: Record<string, Part> };
  const parts = [entry, routes.root, routes[page]].flatMap((part) =>
    part ? [part.module, ...(part.imports ?? [])] : [],
  );
  const files = [...new Set(parts)].map((address) => address.replace('/assets/', ''));
  const words = files.flatMap((file) =>
    [
      ...readFileSync(join(ASSETS, file), 'utf8').matchAll(
        /\bfr:\(\)=>[\s\S]{0,40}?import\("\.\/([^"]+)"\)/g,
      ),
    ].map(([, name = '']) => name),
  );
  return [...files, ...new Set(words)];
}

/** Bytes of the file as it travels: the pressed copy when there is one. */
function travelling(file: string): number {
  const path = join(ASSETS, file);
  const pressed = readdirSync(ASSETS).includes(`${file}.br`);
  return readFileSync(pressed ? `${path}.br` : path).length;
}

it.each([
  ['routes/_index', 109],
  ['routes/lots._index', 122],
])('%s can be used after %i kB: neither map, nor the words of other pages', (page, most) => {
  const files = filesOf(page);
  const kilobytes = files.reduce((sum, file) => sum + travelling(file), 0) / 1000;
  console.info(`JavaScript of ${page} before the map: ${kilobytes} kB, ${files.length} files`);
  expect(files.map((file) => file.split('-')[0])).toEqual(
    expect.arrayContaining(['framework', 'shell', 'layout']),
  );
  for (const late of [/maplibre/, /accounts/, /diagnoses/, /schemas/])
    expect(files.filter((file) => late.test(file))).toEqual([]);
  expect(kilobytes).toBeLessThan(most);
});
