import type { Chance } from '#db/seed/chance.ts';
import { block, group, line, type Oblique, path, poly, rect, shadow, vary } from './canvas.ts';
import { pallet } from './yard.ts';

const VIEW: Oblique = { dx: 210, dy: -120 };
const BASE = 1010;

const under = (x: number, w: number) => shadow(x + w / 2 + 120, BASE + 40, w * 0.62, 46, 0.6);
const on = (chance: Chance, x: number, w: number, view = VIEW) =>
  under(x, w) + pallet(chance, x - 20, BASE - 16, w + 40, view.dx, view.dy);

/** Courses of bricks, blocks or stones on a pallet, the last course incomplete. */
export function masonry(
  chance: Chance,
  look: {
    colours: readonly string[];
    w: number;
    h: number;
    cols: number;
    rows: number;
    filter: string;
    gap?: number;
    vary?: number;
  },
): string {
  const { colours, w, h, cols, rows, gap = 3 } = look;
  const x = 800 - (cols * w) / 2 - 90;
  const out: string[] = [];
  const missing = chance.whole(1, Math.max(1, Math.floor(cols / 2)));
  const deep = Math.max(2, Math.round(VIEW.dx / (w * 0.8)));
  const colour = () => vary(chance, chance.one(colours), look.vary ?? 0.14);
  for (let row = 0; row < rows; row++) {
    const y = BASE - 16 - (row + 1) * h;
    const shift = row % 2 ? w * 0.04 : 0;
    const count = row === rows - 1 ? cols - missing : cols;
    for (let back = deep - 1; back >= 0; back--) {
      const view = { dx: VIEW.dx / deep, dy: VIEW.dy / deep };
      const [bx, by] = [x + shift + view.dx * back, y + view.dy * back];
      for (let col = 0; col < count; col++) {
        const hidden = back > 0 && col < count - 1 && row < rows - 2;
        if (!hidden)
          out.push(
            block(
              bx + col * w + chance.between(-2, 2),
              by + chance.between(-2, 2),
              w - gap,
              h - gap,
              { dx: view.dx - 2, dy: view.dy + 1 },
              colour(),
              0.5,
            ),
          );
      }
    }
  }
  return (
    on(chance, x, cols * w) +
    group(out.join(''), `filter="url(#${look.filter})"`) +
    group(rect(x, BASE - 60, cols * w, 44, 'url(#fall)'), 'opacity=".5"')
  );
}

/** Sheets laid flat: a thick pile of thin edges under a broad top. */
export function sheets(
  chance: Chance,
  look: {
    colour: string;
    edge: string;
    count: number;
    thick: number;
    filter: string;
    strands?: boolean;
    gloss?: boolean;
    bands?: boolean;
  },
): string {
  const { colour, count, thick } = look;
  const view = { dx: 330, dy: -190 };
  const [x, w] = [220, 840];
  const out: string[] = [];
  for (let n = 0; n < count; n++) {
    const y = BASE - 16 - (n + 1) * thick;
    const off = chance.between(-7, 7);
    out.push(
      block(x + off, y, w + chance.between(-5, 5), thick - 2, view, vary(chance, look.edge, 0.1), 0.35),
    );
  }
  const y = BASE - 16 - count * thick;
  const top = poly(
    [
      [x, y],
      [x + w, y],
      [x + w + view.dx, y + view.dy],
      [x + view.dx, y + view.dy],
    ],
    colour,
  );
  const strands = look.strands
    ? Array.from({ length: 620 }, () => {
        const [u, v] = [chance.share(), chance.share()];
        const a = chance.between(0, Math.PI);
        const [px, py] = [x + u * w + v * view.dx, y + v * view.dy];
        return line(
          [px, py],
          [px + Math.cos(a) * 44, py + Math.sin(a) * 17],
          vary(chance, colour, 0.34),
          chance.between(4, 11),
          'opacity=".8"',
        );
      }).join('')
    : '';
  const id = `top${chance.whole(0, 1e6)}`;
  const clip = `<clipPath id="${id}"><polygon points="${x},${y} ${x + w},${y} ${x + w + view.dx},${y + view.dy} ${x + view.dx},${y + view.dy}"/></clipPath>`;
  const gloss = look.gloss
    ? path(`M${x + 120},${y} l160,0 l${view.dx},${view.dy} l-160,0 z`, '#fff', 'opacity=".35"')
    : '';
  const bands = look.bands
    ? [0.22, 0.72]
        .map(
          (s) =>
            rect(x + w * s, y, 16, count * thick, '#2b2f36', 'opacity=".85"') +
            poly(
              [
                [x + w * s, y],
                [x + w * s + 16, y],
                [x + w * s + 16 + view.dx, y + view.dy],
                [x + w * s + view.dx, y + view.dy],
              ],
              '#3b4048',
            ),
        )
        .join('')
    : '';
  return (
    on(chance, x, w, view) +
    group(out.join('') + top, `filter="url(#${look.filter})"`) +
    clip +
    group(strands + gloss, `clip-path="url(#${id})"`) +
    bands
  );
}
