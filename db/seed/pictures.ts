import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoFacts } from '#app/domain/lots/photos.ts';

const FOLDER = join(import.meta.dirname, 'pictures');

/** One drawn picture, encoded once for all by scripts/draw-demo-pictures.ts. */
export interface Picture extends PhotoFacts {
  scene: string;
  /** Its files are `name-<width>.webp`. */
  name: string;
}

let known: Map<string, Picture[]> | undefined;

function scenes(): Map<string, Picture[]> {
  if (known) return known;
  known = new Map();
  const list = join(FOLDER, 'pictures.json');
  const pictures: Picture[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const picture of pictures) known.set(picture.scene, [...(known.get(picture.scene) ?? []), picture]);
  return known;
}

/** Up to `count` pictures of a scene, beginning with the variant of that turn; none for a scene not drawn. */
export function picturesOf(scene: string, turn: number, count: number): Picture[] {
  const all = scenes().get(scene) ?? [];
  return all.slice(0, count).map((_, n) => all[(turn + n) % all.length] as Picture);
}

export const filesOf = ({ name, widths }: Picture): Promise<{ width: number; content: Buffer }[]> =>
  Promise.all(
    widths.map(async (width) => ({ width, content: await readFile(join(FOLDER, `${name}-${width}.webp`)) })),
  );
