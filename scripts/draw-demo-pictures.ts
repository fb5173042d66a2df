import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import type { Picture } from '#db/seed/pictures.ts';
import { chanceFor, HEIGHT, WIDTH } from './demo-pictures/canvas.ts';
import type { Scene } from './demo-pictures/scene.ts';
import { nearness, SCENES } from './demo-pictures/scenes.ts';
import { daylight, defs, yard } from './demo-pictures/yard.ts';

/**
 * Draws the demonstration's pictures of materials and encodes them once for all, into db/seed/pictures.
 * Names (or how they begin) draw those alone. With `--sheet FILE [name…]`: only a contact sheet, to look at.
 */
const FOLDER = join(import.meta.dirname, '../db/seed/pictures');
const LIST = join(FOLDER, 'pictures.json');
const QUALITY: Record<number, number> = { 480: 45, 960: 25, 1600: 15 };

function svgOf(scene: Scene, width: number): string {
  const chance = chanceFor(scene.name);
  const seed = chance.whole(1, 900);
  const near = nearness(scene.name);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${(width * HEIGHT) / WIDTH}" viewBox="${(WIDTH - WIDTH / near) / 2} ${(HEIGHT - HEIGHT / near) * 0.72} ${WIDTH / near} ${HEIGHT / near}">${defs(seed)}<g filter="url(#far)">${yard(chance, scene.wall, scene.ground)}</g>${scene.draw(chance)}${daylight()}</svg>`;
}

/** The noise of surfaces is what takes time: it is drawn no finer than seen. */
const drawn = (scene: Scene, width = 1120) =>
  sharp(Buffer.from(svgOf(scene, width)), { limitInputPixels: false, unlimited: true })
    .removeAlpha()
    // a clear day: whiter light, fuller colours
    .modulate({ brightness: 1.07, saturation: 1.2 })
    .linear(1.06, -5)
    .png({ compressionLevel: 1 })
    .toBuffer();

async function encode(scene: Scene): Promise<Picture[]> {
  const png = await drawn(scene);
  const files = await Promise.all(
    [480, 960, 1600].map(async (width) => ({
      width,
      content: await sharp(png)
        .resize({ width, kernel: 'lanczos3' })
        .webp({ quality: QUALITY[width], effort: 4 })
        .toBuffer(),
    })),
  );
  for (const { width, content } of files) writeFileSync(join(FOLDER, `${scene.name}-${width}.webp`), content);
  const small = await sharp(png).resize(100, 75).ensureAlpha().raw().toBuffer();
  const widest = files.at(-1)?.content ?? Buffer.alloc(0);
  const facts = {
    name: scene.name,
    sha256: createHash('sha256').update(widest).digest('hex'),
    width: WIDTH,
    height: HEIGHT,
    bytes: files.reduce((sum, { content }) => sum + content.length, 0),
    thumbhash: Buffer.from(rgbaToThumbHash(100, 75, small)).toString('base64'),
    widths: files.map(({ width }) => width),
  };
  return scene.shows.map((shown) => ({ scene: shown, ...facts }));
}

async function sheet(file: string, names: string[]): Promise<void> {
  const scenes = SCENES.filter(
    ({ name }) => names.length === 0 || names.some((wanted) => name.startsWith(wanted)),
  );
  const cols = 6;
  const [w, h] = [360, 270];
  const tiles = [];
  for (const [i, scene] of scenes.entries()) {
    tiles.push({
      input: await drawn(scene, w),
      left: (i % cols) * (w + 6),
      top: Math.floor(i / cols) * (h + 6),
    });
  }
  await sharp({
    create: {
      width: cols * (w + 6),
      height: Math.ceil(scenes.length / cols) * (h + 6),
      channels: 3,
      background: '#fff',
    },
  })
    .composite(tiles)
    .png()
    .toFile(file);
}

/** Those that match, or all: the others keep their files. */
async function draw(names: string[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const wanted = ({ name }: { name: string }) =>
    names.length === 0 || names.some((start) => name.startsWith(start));
  const known: Picture[] = existsSync(LIST) ? JSON.parse(readFileSync(LIST, 'utf8')) : [];
  const kept = known.filter(
    (picture) => !wanted(picture) && SCENES.some(({ name }) => name === picture.name),
  );
  for (const file of readdirSync(FOLDER)) {
    if (!kept.some(({ name }) => file.startsWith(`${name}-`))) rmSync(join(FOLDER, file));
  }
  const made: Picture[] = [];
  for (const scene of SCENES.filter(wanted)) made.push(...(await encode(scene)));
  const order = new Map(SCENES.map(({ name }, n) => [name, n]));
  const list = [...kept, ...made].sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
  writeFileSync(LIST, `${JSON.stringify(list, null, 2)}\n`);
  const bytes = new Map(list.map(({ name, bytes: size }) => [name, size]));
  const total = [...bytes.values()].reduce((a, b) => a + b, 0);
  process.stdout.write(`${bytes.size} pictures, ${Math.round(total / 1024)} KiB\n`);
}

const [flag, file, ...names] = process.argv.slice(2);
if (flag === '--sheet' && file) await sheet(file, names);
else await draw(process.argv.slice(2));
