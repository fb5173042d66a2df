import type { Chance } from '#db/seed/chance.ts';
import { at, block, ellipse, group, line, path, poly, rect, shade, shadow, vary } from './canvas.ts';

/** Columns, hubs and feet of a cast-iron radiator, several side by side. */
export function radiator(chance: Chance, colour: string, count: number, elements: number): string {
  const [ew, h] = [58, 520];
  const out: string[] = [];
  for (let n = count - 1; n >= 0; n--) {
    const [x, y] = [800 - (elements * ew) / 2 - 60 + n * 120 - (count - 1) * 40, 500 - n * 46];
    const tone = vary(chance, colour, 0.06);
    out.push(shadow(x + (elements * ew) / 2 + 40, y + h + 22, elements * ew * 0.6, 34, 0.55));
    const body: string[] = [];
    for (const hub of [54, h - 84])
      body.push(rect(x - 22, y + hub, elements * ew + 44, 34, shade(tone, 0.8), 'rx="14"'));
    for (let e = 0; e < elements; e++) {
      const ex = x + e * ew;
      const outer = path(
        `M${ex + 4},${y + 34} q${ew / 2 - 4},-46 ${ew - 8},0 l0,${h - 74} q${-ew / 2 + 4},42 ${-ew + 8},0 z`,
        tone,
        `stroke="${shade(tone, 0.42)}" stroke-width="3"`,
      );
      const slot = rect(ex + ew / 2 - 5, y + 86, 10, h - 200, shade(tone, 0.32), 'rx="5"');
      const rounds = path(
        `M${ex + 4},${y + 34} q${ew / 2 - 4},-46 ${ew - 8},0 l0,${h - 74} q${-ew / 2 + 4},42 ${-ew + 8},0 z`,
        'url(#round)',
      );
      const flower = ellipse(
        ex + ew / 2,
        y + 62,
        13,
        17,
        'none',
        `stroke="${shade(tone, 0.6)}" stroke-width="4"`,
      );
      body.push(outer, rounds, slot, flower);
      if (e === 0 || e === elements - 1)
        body.push(path(`M${ex + 10},${y + h - 40} l${ew - 20},0 l6,62 l${-ew + 8},0 z`, shade(tone, 0.7)));
    }
    out.push(group(body.join(''), 'filter="url(#iron)"'));
    out.push(
      rect(x - 52, y + h - 80, 34, 26, '#b58c45', 'rx="6"'),
      rect(x - 62, y + h - 100, 20, 44, '#8d8f90', 'rx="5"'),
    );
  }
  return out.join('');
}

/** A flat panel with its fine grooves; drawn for leaning(). */
export const panelRadiator = (colour: string, w: number, h: number) => (): string =>
  rect(0, 0, w, h, colour, `rx="10" stroke="${shade(colour, 0.5)}" stroke-width="4"`) +
  Array.from(
    { length: Math.floor((w - 60) / 34) },
    (_, i) =>
      rect(34 + i * 34, 34, 20, h - 68, shade(colour, 0.9), 'rx="9"') +
      rect(34 + i * 34, 34, 6, h - 68, shade(colour, 1.5), 'rx="3" opacity=".8"'),
  ).join('') +
  Array.from({ length: Math.floor(w / 26) }, (_, i) =>
    rect(16 + i * 26, 8, 15, 11, shade(colour, 0.45)),
  ).join('');

/** Industrial shades hung on a rail. */
export function pendants(chance: Chance, colour: string): string {
  const out = [rect(80, 130, 1440, 26, '#4b4e52'), rect(80, 130, 1440, 8, '#8c9094')];
  for (const [n, x] of [300, 640, 980, 1310].entries()) {
    const y = 430 + (n % 2) * 70;
    const c = vary(chance, colour, 0.05);
    const bell = `M${x - 36},${y} q-10,86 -146,150 l364,0 q-136,-64 -146,-150 z`;
    out.push(
      line([x, 150], [x, y - 40], '#1d1e20', 6),
      rect(x - 30, y - 56, 60, 66, shade(c, 0.6), 'rx="10"'),
      group(path(bell, c, `stroke="${shade(c, 0.4)}" stroke-width="4"`), 'filter="url(#iron)"'),
      path(bell, 'url(#round)', 'opacity=".75"'),
      ellipse(x, y + 150, 182, 26, '#f7efd6'),
      ellipse(x, y + 150, 182, 26, 'none', `stroke="${shade(c, 0.5)}" stroke-width="6"`),
      ellipse(x, y + 152, 70, 12, '#fffdf2'),
    );
  }
  return out.join('');
}

/** A straight flight seen from the side, standing against the wall. */
export function stairs(look: { colour: string; tread: string; filter: string; open: boolean }): string {
  const { colour, tread } = look;
  const out: string[] = [];
  const [n, sx, sy, dx, dy] = [10, 88, 76, -230, -96];
  const [x0, y0] = [400, 1060];
  out.push(
    path(
      `M${x0 + 60},${y0 + 10} L${x0 + n * sx + 160},${y0 + 10} L${x0 + n * sx + 120},${y0 - n * sy * 0.4} z`,
      '#0b0f15',
      'opacity=".5" filter="url(#soft)"',
    ),
  );
  const stringer = (ox: number, oy: number, c: string) =>
    poly(
      [
        [x0 + ox, y0 + oy],
        [x0 + 130 + ox, y0 + oy],
        [x0 + n * sx + 20 + ox, y0 - n * sy + 110 + oy],
        [x0 + n * sx + 20 + ox, y0 - n * sy + oy],
        [x0 + (n - 1) * sx + ox, y0 - n * sy + oy],
        [x0 + ox, y0 - sy + oy],
      ],
      c,
      `stroke="${shade(c, 0.45)}" stroke-width="3"`,
    );
  out.push(group(stringer(dx, dy, shade(colour, 0.7)), `filter="url(#${look.filter})"`));
  for (let i = n - 1; i >= 0; i--) {
    const [x, y] = [x0 + i * sx, y0 - (i + 1) * sy];
    if (!look.open)
      out.push(
        group(
          poly(
            [
              [x, y],
              [x + dx, y + dy],
              [x + dx, y + dy + sy],
              [x, y + sy],
            ],
            shade(tread, 0.74),
          ),
          `filter="url(#${look.filter})"`,
        ),
      );
    out.push(
      group(
        poly(
          [
            [x - 14, y - 8],
            [x + sx, y - 8],
            [x + sx + dx, y - 8 + dy],
            [x - 14 + dx, y - 8 + dy],
          ],
          shade(tread, 1.2),
        ) +
          poly(
            [
              [x - 14, y - 8],
              [x - 14 + dx, y - 8 + dy],
              [x - 14 + dx, y + 14 + dy],
              [x - 14, y + 14],
            ],
            shade(tread, 0.82),
          ) +
          rect(x - 14, y - 8, sx + 14, 22, shade(tread, 0.66)),
        `filter="url(#${look.filter})"`,
      ),
    );
  }
  out.push(group(stringer(0, 0, colour), `filter="url(#${look.filter})"`));
  return out.join('');
}

/** Doors, a drawer and a top: kitchen units; shelves when `open`. */
export function units(chance: Chance, look: { colour: string; count: number; open: boolean }): string {
  const w = 1080 / look.count;
  const out = [shadow(850, 1040, 690, 48, 0.6)];
  for (let n = look.count - 1; n >= 0; n--) {
    const [x, c] = [190 + n * (w + 6), vary(chance, look.colour, 0.04)];
    const high = look.open ? 640 : 470;
    const y = 1030 - high;
    out.push(group(block(x, y, w, high, { dx: 120, dy: -66 }, c), 'filter="url(#iron)"'));
    if (look.open)
      out.push(
        rect(x + 12, y, w - 24, high, shade(c, 0.42)),
        rect(x + 12, y, 60, high, '#000', 'opacity=".3"'),
      );
    if (look.open)
      for (let i = 0; i <= 4; i++)
        out.push(rect(x, y + (i * (high - 16)) / 4, w, 16, c, `stroke="${shade(c, 0.5)}" stroke-width="2"`));
    else
      out.push(
        rect(x + 12, y + 14, w - 24, 88, shade(c, 1.1), `stroke="${shade(c, 0.6)}" stroke-width="3"`),
        rect(
          x + 12,
          y + 114,
          w - 24,
          high - 150,
          shade(c, 1.06),
          `stroke="${shade(c, 0.6)}" stroke-width="3"`,
        ),
        rect(x + w / 2 - 46, y + 50, 92, 12, '#8b8f92', 'rx="6"'),
        rect(x + w - 46, y + 150, 12, 92, '#8b8f92', 'rx="6"'),
        rect(x, 1004, w, 26, '#26282b'),
      );
  }
  return out.join('');
}

/** Mesh of steel in view: one sheet laid against two others. */
export const grating = (w: number, h: number, colour: string) => (): string =>
  rect(0, 0, w, h, '#1b1d1f', 'opacity=".35"') +
  group(
    [
      ...Array.from(
        { length: Math.floor(w / 30) + 1 },
        (_, i) => rect(i * 30 - 3, 0, 9, h, colour) + rect(i * 30 - 3, 0, 3, h, shade(colour, 1.6)),
      ),
      ...Array.from({ length: Math.floor(h / 36) + 1 }, (_, i) =>
        rect(0, i * 36 - 2, w, 6, shade(colour, 0.9)),
      ),
    ].join('') + rect(0, 0, w, h, 'none', `stroke="${colour}" stroke-width="18"`),
    'filter="url(#iron)"',
  );

/** A bench of slats between two iron ends. */
export function bench(chance: Chance): string {
  const slat = (y: number, h: number, x: number, w: number) =>
    group(rect(x, y, w, h, vary(chance, '#8d6138', 0.12), 'rx="5"'), 'filter="url(#woodx)"') +
    rect(x, y + h - 6, w, 8, '#000', 'opacity=".3"');
  const legs = [330, 1190].map((x) =>
    path(
      `M${x},500 q-30,190 20,280 l-40,240 l34,0 l40,-220 l120,0 l30,220 l34,0 l-44,-262 l-150,-10 q-26,-90 4,-240 z`,
      '#2c3331',
      'stroke="#111" stroke-width="3"',
    ),
  );
  return (
    shadow(800, 1035, 620, 46, 0.6) +
    legs.join('') +
    [500, 566, 632].map((y) => slat(y, 46, 270, 1030)).join('') +
    [760, 800, 842].map((y, i) => slat(y, 34, 270 + i * 16, 1040)).join('')
  );
}

/** A wooden drum of cable. */
export function drum(colour: string): string {
  const turns = Array.from({ length: 13 }, (_, i) =>
    ellipse(
      690 + i * 22,
      740,
      66,
      210,
      'none',
      `stroke="${shade(colour, i % 2 ? 0.85 : 1.15)}" stroke-width="22"`,
    ),
  );
  const side = (x: number, tone: string) =>
    group(
      ellipse(x, 740, 104, 300, tone, `stroke="${shade(tone, 0.45)}" stroke-width="5"`),
      'filter="url(#woody)"',
    );
  return (
    shadow(830, 1042, 380, 44, 0.6) +
    side(980, '#a5824f') +
    turns.join('') +
    side(660, '#b8945d') +
    ellipse(660, 740, 26, 70, '#2a1f14') +
    Array.from({ length: 7 }, (_, i) =>
      line(
        [560 + i * 34, 470 + Math.abs(3 - i) * 40],
        [560 + i * 34, 1010 - Math.abs(3 - i) * 40],
        '#6f5631',
        3,
        'opacity=".6"',
      ),
    ).join('') +
    path(
      'M960,930 q160,110 330,70 q90,-24 120,30',
      'none',
      `stroke="${at(0) && colour}" stroke-width="20" stroke-linecap="round"`,
    )
  );
}
