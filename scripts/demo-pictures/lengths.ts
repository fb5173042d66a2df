import type { Chance } from '#db/seed/chance.ts';
import { block, ellipse, group, line, path, poly, rect, shade, shadow, vary } from './canvas.ts';

const BASE = 1010;

type End = (chance: Chance, x: number, y: number, w: number, h: number, colour: string) => string;

/** Heart and rings of a sawn end. */
export const rings: End = (chance, x, y, w, h, colour) => {
  const [cx, cy] = [x + w * chance.between(0.2, 0.8), y + h * chance.between(0.3, 1.1)];
  const id = `e${x.toFixed(0)}-${y.toFixed(0)}`;
  const circles = Array.from({ length: 9 }, (_, i) =>
    ellipse(
      cx,
      cy,
      8 + i * w * 0.13,
      8 + i * w * 0.12,
      'none',
      `stroke="${shade(colour, 0.62)}" stroke-width="${i % 2 ? 2 : 3.4}" opacity=".55"`,
    ),
  );
  const crack = line(
    [cx, cy],
    [x + (chance.happens(0.5) ? 0 : w), y + h * chance.share()],
    shade(colour, 0.35),
    3,
    'opacity=".6"',
  );
  return `<clipPath id="${id}"><rect x="${x}" y="${y}" width="${w}" height="${h}"/></clipPath>${group(rect(x, y, w, h, colour) + circles.join('') + crack, `clip-path="url(#${id})"`)}`;
};

export const plain: End = (_chance, x, y, w, h, colour) => rect(x, y, w, h, colour);

/** Section of a steel beam: flanges and web on a dark hollow. */
export const section: End = (_chance, x, y, w, h, colour) => {
  const t = h * 0.15;
  return (
    rect(x, y, w, h, '#1c1d1e') +
    rect(x, y, w, t, shade(colour, 1.2)) +
    rect(x, y + h - t, w, t, colour) +
    rect(x + w / 2 - t / 2, y, t, h, shade(colour, 1.1))
  );
};

export const tube: End = (_chance, x, y, w, h, colour) =>
  rect(x, y, w, h, shade(colour, 1.2)) + rect(x + w * 0.14, y + h * 0.14, w * 0.72, h * 0.72, '#17191b');

/** A stack of long pieces seen from their ends, with laths between the courses. */
export function lengths(
  chance: Chance,
  look: {
    colours: readonly string[];
    w: number;
    h: number;
    cols: number;
    rows: number;
    filter: string;
    end: End;
    laths?: boolean;
    uneven?: number;
  },
): string {
  const { colours, w, h, cols, rows, laths = true, uneven = 30 } = look;
  const lath = laths ? 14 : 0;
  const view = { dx: 560, dy: -230 };
  const x = 800 - (cols * w) / 2 - 300;
  const bearers = [0.05, 0.8]
    .map((share) =>
      block(
        x - 30 + view.dx * share,
        BASE + view.dy * share,
        cols * w + 60,
        44,
        { dx: 60, dy: -26 },
        '#7a6448',
      ),
    )
    .reverse();
  const out: string[] = [];
  for (let row = 0; row < rows; row++) {
    const y = BASE - (row + 1) * (h + lath) + 2;
    const count = row === rows - 1 ? Math.max(1, cols - chance.whole(1, Math.ceil(cols / 2))) : cols;
    for (let col = 0; col < count; col++) {
      const colour = vary(chance, chance.one(colours), 0.16);
      const out_ = chance.between(-uneven, uneven);
      const [px, py] = [x + col * w + out_ * 0.5, y - out_ * 0.2];
      const longer = { dx: view.dx + chance.between(-40, 60), dy: 0 };
      longer.dy = (longer.dx / view.dx) * view.dy;
      out.push(group(block(px, py, w - 5, h - 4, longer, colour, 0.5), `filter="url(#${look.filter})"`));
      out.push(look.end(chance, px, py, w - 5, h - 4, shade(colour, 1.08)));
      out.push(
        rect(px, py, w - 5, h - 4, 'none', `stroke="${shade(colour, 0.4)}" stroke-width="2" opacity=".7"`),
      );
    }
    if (laths && row < rows - 1)
      out.push(block(x - 10, y - 13, count * w + 16, 11, { dx: 40, dy: -17 }, '#8c734f', 0.4));
  }
  return (
    shadow(x + cols * w * 0.5 + 300, BASE + 30, cols * w * 0.5 + 420, 60, 0.55) +
    bearers.join('') +
    out.join('')
  );
}

/** Round ends in a pyramid: pipes, ducts, rolls. */
export function rounds(
  chance: Chance,
  look: {
    colour: string;
    radius: number;
    cols: number;
    rows: number;
    hollow: boolean;
    spiral?: boolean;
    filter: string;
    long?: number;
  },
): string {
  const { radius: r, cols, rows, long = 500 } = look;
  const [dx, dy] = [long, -long * 0.4];
  const x0 = 800 - cols * r - dx * 0.45;
  const out: string[] = [];
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols - row; col++) {
      const colour = vary(chance, look.colour, 0.07);
      const [cx, cy] = [x0 + r + col * 2 * r + row * r + chance.between(-4, 4), 1030 - r - row * r * 1.74];
      const [nx, ny] = [0.37 * r, 0.93 * r];
      const body = path(
        `M${cx - nx},${cy - ny} l${dx},${dy} a${r},${r} 0 0 1 ${2 * nx},${2 * ny} l${-dx},${-dy} z`,
        colour,
      );
      const light = path(
        `M${cx - nx * 1.02},${cy - ny * 0.98} l${dx},${dy} l${nx * 0.62},${ny * 0.55} l${-dx},${-dy} z`,
        '#fff',
        'opacity=".3" filter="url(#blur)"',
      );
      const dark = path(
        `M${cx + nx * 0.4},${cy + ny * 0.42} l${dx},${dy} l${nx * 0.6},${ny * 0.58} l${-dx},${-dy} z`,
        '#000',
        'opacity=".38" filter="url(#blur)"',
      );
      out.push(group(body, `filter="url(#${look.filter})"`), light, dark);
      out.push(ellipse(cx, cy, r, r, shade(colour, 1.12), `stroke="${shade(colour, 0.5)}" stroke-width="3"`));
      if (look.hollow)
        out.push(
          ellipse(cx, cy, r * 0.86, r * 0.86, '#191b1d'),
          ellipse(
            cx + r * 0.1,
            cy + r * 0.14,
            r * 0.66,
            r * 0.62,
            '#000',
            'opacity=".6" filter="url(#blur)"',
          ),
        );
      if (look.spiral)
        for (let i = 1; i < 8; i++)
          out.push(
            ellipse(
              cx + i,
              cy,
              (r * i) / 8.4,
              (r * i) / 8.6,
              'none',
              `stroke="${shade(colour, 0.7)}" stroke-width="5" opacity=".6"`,
            ),
          );
    }
  }
  return shadow(820, 1045, cols * r + 330, 56, 0.6) + out.join('');
}

/** A heap of stones: many small faces, lighter towards the light. */
export function heap(
  chance: Chance,
  look: { colours: readonly string[]; size: number; filter: string },
): string {
  const out: string[] = [];
  for (let n = 0; n < (look.size > 50 ? 420 : 1900); n++) {
    const depth = n / (look.size > 50 ? 420 : 1900);
    const spread = chance.between(-1, 1) * (0.25 + 0.75 * depth);
    const [cx, cy] = [800 + spread * 660, 540 + depth * 500 + Math.abs(spread) * 120 * (1 - depth)];
    if (cy < 470 + Math.abs(spread) ** 1.6 * 520) continue;
    const s = look.size * chance.between(0.6, 1.3);
    const turn = chance.between(0, 6);
    const points = Array.from({ length: 6 }, (_, i) => {
      const a = turn + (i * Math.PI) / 3;
      const q = s * chance.between(0.75, 1.15);
      return [cx + Math.cos(a) * q, cy + Math.sin(a) * q * 0.72] as const;
    });
    const colour = vary(chance, chance.one(look.colours), 0.2);
    out.push(
      poly(
        points.map(([x, y]) => [x + s * 0.12, y + s * 0.2]),
        '#15120f',
        'opacity=".55"',
      ),
      poly(points, colour),
      poly(
        [points[3] ?? [cx, cy], points[4] ?? [cx, cy], points[5] ?? [cx, cy], [cx, cy]],
        shade(colour, 1.25),
      ),
    );
  }
  return shadow(820, 1050, 720, 60, 0.6) + group(out.join(''), `filter="url(#${look.filter})"`);
}
