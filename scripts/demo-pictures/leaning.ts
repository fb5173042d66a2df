import type { Chance } from '#db/seed/chance.ts';
import { at, ellipse, group, line, path, poly, rect, shade, shadow, vary } from './canvas.ts';

/** What stands against a wall: several of the same, the first in full view. `draw` fills a flat w x h sheet from 0,0. */
export function leaning(
  chance: Chance,
  look: {
    w: number;
    h: number;
    count: number;
    step: number;
    thick: number;
    edge: string;
    draw: (chance: Chance, front: boolean) => string;
    x?: number;
  },
): string {
  const { w, h, count, step, thick } = look;
  const foot = 1035;
  const x0 = look.x ?? 800 - (w + count * step) / 2;
  const out: string[] = [
    shadow(x0 + (w + count * step) / 2 + 50, foot + 14, (w + count * step) * 0.6, 44, 0.62),
  ];
  // what they throw on the wall
  out.push(
    poly(
      [
        [x0 + count * step + 40, 800 - h * 0.68],
        [x0 + count * step + w + 140, 800 - h * 0.62],
        [x0 + count * step + w + 120, 860],
        [x0 + count * step + 20, 860],
      ],
      '#0d1117',
      'opacity=".42" filter="url(#soft)"',
    ),
  );
  for (let n = count - 1; n >= 0; n--) {
    const [x, y] = [x0 + n * step, foot - n * step * 0.26];
    const lean = 0.06 + n * 0.004;
    const sheet = group(
      look.draw(chance, n === 0),
      `transform="matrix(1 ${at(0.02)} ${(-lean).toFixed(3)} 1 ${at(x + h * lean)} ${at(y - h)})"`,
    );
    const edge = poly(
      [
        [x + w, y + w * 0.02],
        [x + w + thick, y + w * 0.02 - thick * 0.4],
        [x + w + thick + h * lean, y - h - thick * 0.4 + w * 0.02],
        [x + w + h * lean, y - h + w * 0.02],
      ],
      shade(look.edge, 0.62),
    );
    out.push(sheet, edge);
    if (n > 0)
      out.push(
        poly(
          [
            [x, y],
            [x + w, y + w * 0.02],
            [x + w + h * lean, y - h + w * 0.02],
            [x + h * lean, y - h],
          ],
          '#0b0f16',
          `opacity="${at(Math.min(0.4, 0.1 + n * 0.05))}"`,
        ),
      );
  }
  return out.join('');
}

const bevel = (x: number, y: number, w: number, h: number, colour: string) =>
  rect(x, y, w, h, shade(colour, 0.82)) +
  poly(
    [
      [x, y],
      [x + w, y],
      [x + w - 14, y + 14],
      [x + 14, y + 14],
    ],
    shade(colour, 0.6),
  ) +
  poly(
    [
      [x, y],
      [x + 14, y + 14],
      [x + 14, y + h - 14],
      [x, y + h],
    ],
    shade(colour, 0.7),
  ) +
  poly(
    [
      [x, y + h],
      [x + 14, y + h - 14],
      [x + w - 14, y + h - 14],
      [x + w, y + h],
    ],
    shade(colour, 1.2),
  ) +
  rect(x + 14, y + 14, w - 28, h - 28, shade(colour, 0.97));

const handle = (x: number, y: number) =>
  rect(x - 12, y - 60, 24, 130, '#b9bdbf', 'rx="10" stroke="#5d6164" stroke-width="2"') +
  rect(x - 8, y - 8, 86, 18, '#d5d8d9', 'rx="9" stroke="#6a6e71" stroke-width="2"') +
  ellipse(x, y + 44, 6, 8, '#26282a');

const hinge = (x: number, y: number) =>
  rect(x, y, 16, 64, '#8d9092', 'rx="4" stroke="#45484a" stroke-width="2"');

/** A door leaf: flat, with panels, or with panes. */
export function door(
  colour: string,
  style: 'flat' | 'panels' | 'panes' | 'planks',
  filter: string,
  w = 440,
  h = 900,
) {
  return (chance: Chance, front: boolean): string => {
    const tone = vary(chance, colour, 0.08);
    let face = rect(0, 0, w, h, tone);
    if (style === 'panels')
      face +=
        bevel(54, 60, w - 108, h * 0.32, tone) +
        bevel(54, h * 0.46, w - 108, h * 0.13, tone) +
        bevel(54, h * 0.65, (w - 136) / 2, h * 0.29, tone) +
        bevel(54 + (w - 136) / 2 + 28, h * 0.65, (w - 136) / 2, h * 0.29, tone);
    if (style === 'planks')
      for (let i = 1; i < 5; i++) face += line([(w * i) / 5, 0], [(w * i) / 5, h], shade(tone, 0.5), 5);
    const wood = group(face, `filter="url(#${filter})"`);
    const panes =
      style === 'panes'
        ? [0, 1, 2, 3]
            .map((i) =>
              rect(
                62,
                54 + i * (h * 0.165),
                w - 124,
                h * 0.15,
                'url(#glass)',
                `stroke="${shade(tone, 0.55)}" stroke-width="8"`,
              ),
            )
            .join('')
        : '';
    const wear = front ? rect(0, h - 46, w, 46, '#2a241c', 'opacity=".16"') : '';
    return (
      wood +
      panes +
      wear +
      rect(0, 0, w, h, 'none', `stroke="${shade(tone, 0.5)}" stroke-width="4"`) +
      (style === 'planks' ? '' : handle(w - 52, h * 0.53)) +
      hinge(-6, 110) +
      hinge(-6, h - 170)
    );
  };
}

/** A window frame with one or two sashes. */
export function frame(colour: string, filter: string, sashes: number, w: number, h: number, t = 44) {
  return (chance: Chance): string => {
    const tone = vary(chance, colour, 0.04);
    const inner = (w - 2 * t) / sashes;
    let wood =
      rect(0, 0, w, h, tone) +
      rect(8, 8, w - 16, h - 16, 'none', `stroke="${shade(tone, 0.72)}" stroke-width="3"`);
    let glass = '';
    for (let i = 0; i < sashes; i++) {
      const x = t + i * inner;
      wood += rect(
        x,
        t,
        inner,
        h - 2 * t,
        shade(tone, 0.92),
        `stroke="${shade(tone, 0.6)}" stroke-width="4"`,
      );
      glass += rect(
        x + t * 0.8,
        t * 1.8,
        inner - t * 1.6,
        h - t * 3.6,
        'url(#glass)',
        `stroke="${shade(tone, 0.5)}" stroke-width="5"`,
      );
      glass += path(
        `M${at(x + t)},${at(h * 0.55)} L${at(x + inner * 0.72)},${at(t * 2)} l${at(inner * 0.12)},0 L${at(x + t)},${at(h * 0.72)} z`,
        '#fff',
        'opacity=".22"',
      );
      if (i === sashes - 1)
        glass += rect(x + 12, h / 2 - 44, 18, 88, '#c8cbcc', 'rx="6" stroke="#55585a" stroke-width="2"');
    }
    return (
      group(wood, `filter="url(#${filter})"`) +
      glass +
      rect(0, 0, w, h, 'none', `stroke="${shade(tone, 0.45)}" stroke-width="4"`)
    );
  };
}

/** Battens, rails and a brace. */
export function shutter(colour: string, w = 360, h = 760) {
  return (chance: Chance): string => {
    const tone = vary(chance, colour, 0.08);
    const boards = Array.from({ length: 5 }, (_, i) =>
      rect((w * i) / 5 + 2, 0, w / 5 - 4, h, vary(chance, tone, 0.08)),
    );
    const brace = poly(
      [
        [20, h * 0.77],
        [70, h * 0.77],
        [w - 20, h * 0.23],
        [w - 70, h * 0.23],
      ],
      shade(tone, 0.88),
      `stroke="${shade(tone, 0.5)}" stroke-width="3"`,
    );
    const rails = [0.16, 0.78].map(
      (s) =>
        rect(8, h * s, w - 16, 66, shade(tone, 0.94), `stroke="${shade(tone, 0.5)}" stroke-width="3"`) +
        rect(-16, h * s + 24, w * 0.7, 18, '#33363a', 'rx="6"'),
    );
    return (
      rect(0, 0, w, h, shade(tone, 0.4)) +
      group(boards.join('') + brace + rails.join(''), 'filter="url(#woody)"')
    );
  };
}

/** Bars between two rails: guardrails; `scrolls` for old ironwork, `mesh` for fences. */
export function bars(
  colour: string,
  look: { w: number; h: number; every: number; scrolls?: boolean; mesh?: boolean },
) {
  const { w, h, every } = look;
  return (): string => {
    const upright = Array.from(
      { length: Math.floor(w / every) + 1 },
      (_, i) => rect(i * every - 6, 0, 13, h, colour) + rect(i * every - 4, 0, 3, h, shade(colour, 1.5)),
    );
    const rails = [
      0,
      ...(look.mesh ? Array.from({ length: 14 }, (_, i) => ((i + 1) * h) / 15) : [h * 0.86]),
      h - 16,
    ].map(
      (y, i) =>
        rect(-14, y, w + 28, i === 0 ? 26 : look.mesh ? 9 : 18, colour) +
        rect(-14, y, w + 28, 5, shade(colour, 1.55)),
    );
    const curls = look.scrolls
      ? Array.from({ length: Math.floor(w / (every * 2)) }, (_, i) => {
          const x = (i * 2 + 1) * every;
          return (
            [0.22, 0.5]
              .map(
                (s) =>
                  ellipse(x, h * s, every * 0.8, h * 0.1, 'none', `stroke="${colour}" stroke-width="12"`) +
                  ellipse(
                    x,
                    h * s,
                    every * 0.42,
                    h * 0.055,
                    'none',
                    `stroke="${shade(colour, 1.25)}" stroke-width="8"`,
                  ),
              )
              .join('') + path(`M${x - 12},-10 l12,-56 l12,56 z`, colour)
          );
        }).join('')
      : '';
    return group(upright.join('') + rails.join('') + curls, 'filter="url(#iron)"');
  };
}
