import type { Chance } from '#db/seed/chance.ts';
import { block, ellipse, group, path, rect, shade, shadow, vary } from './canvas.ts';

/** Basins in a row on a bench. */
export function basins(chance: Chance, count: number, tone = '#f1efe8'): string {
  const out = [
    shadow(800, 1060, 700, 50, 0.5),
    group(block(150, 880, 1180, 130, { dx: 150, dy: -84 }, '#8b7351'), 'filter="url(#woodx)"'),
  ];
  const w = 1080 / count;
  for (let n = count - 1; n >= 0; n--) {
    const [x, y] = [190 + n * (w + 14), 640 + (n % 2) * 8];
    const colour = vary(chance, tone, 0.03);
    const r = w * 0.46;
    out.push(shadow(x + w / 2, 868, r * 0.9, 20, 0.5));
    out.push(
      path(
        `M${x + 8},${y + 40} q${w / 2 - 8},-74 ${w - 16},0 l-8,66 q${-w * 0.12},120 ${-w / 2 + 8},126 q${-w * 0.36},-6 ${-w / 2 + 8},-126 z`,
        colour,
        `stroke="${shade(colour, 0.68)}" stroke-width="3"`,
      ),
    );
    out.push(
      path(
        `M${x + 8},${y + 40} q${w / 2 - 8},-74 ${w - 16},0 l-8,66 q${-w * 0.12},120 ${-w / 2 + 8},126 q${-w * 0.36},-6 ${-w / 2 + 8},-126 z`,
        'url(#round)',
        'opacity=".45"',
      ),
    );
    out.push(
      ellipse(
        x + w / 2,
        y + 42,
        r * 0.94,
        46,
        shade(colour, 1.3),
        `stroke="${shade(colour, 0.75)}" stroke-width="3"`,
      ),
    );
    out.push(
      ellipse(x + w / 2, y + 50, r * 0.74, 31, shade(colour, 0.76)),
      ellipse(x + w / 2 + 6, y + 58, r * 0.58, 20, shade(colour, 0.94)),
      ellipse(x + w / 2, y + 60, 12, 6, '#4b4f52'),
    );
    out.push(
      ellipse(x + w / 2, y + 10, 11, 6, '#54585a'),
      path(
        `M${x + 26},${y + 70} q20,90 70,110`,
        'none',
        'stroke="#fff" stroke-width="9" opacity=".75" stroke-linecap="round"',
      ),
    );
  }
  return out.join('');
}

/** Bowls with their cisterns. */
export function toilets(chance: Chance, count: number): string {
  const out: string[] = [];
  for (let n = count - 1; n >= 0; n--) {
    const [x, y] = [330 + n * 330, 1010 - (n % 2) * 26];
    const c = vary(chance, '#f2f1ec', 0.02);
    const edge = `stroke="${shade(c, 0.66)}" stroke-width="3"`;
    out.push(shadow(x + 110, y + 26, 210, 36, 0.55));
    out.push(
      rect(x - 40, y - 490, 230, 240, c, `rx="20" ${edge}`),
      rect(x - 40, y - 490, 230, 240, 'url(#round)', 'rx="20" opacity=".4"'),
      rect(x - 50, y - 512, 250, 34, shade(c, 1.3), `rx="14" ${edge}`),
      rect(x + 54, y - 524, 44, 14, '#b9bdc0', 'rx="5"'),
    );
    out.push(
      path(`M${x + 10},${y - 250} l150,0 q60,20 60,90 q-10,96 -84,120 l16,60 l-150,0 l10,-110 z`, c, edge),
      path(
        `M${x + 10},${y - 250} l150,0 q60,20 60,90 q-10,96 -84,120 l16,60 l-150,0 l10,-110 z`,
        'url(#round)',
        'opacity=".5"',
      ),
    );
    out.push(
      ellipse(x + 104, y - 250, 146, 38, shade(c, 1.3), edge),
      ellipse(x + 108, y - 248, 106, 23, shade(c, 0.66)),
      ellipse(x + 112, y - 243, 84, 14, '#a9c0c6'),
    );
  }
  return out.join('');
}

/** A bath on its feet. */
export function bath(colour: string): string {
  const edge = `stroke="${shade(colour, 0.5)}" stroke-width="4"`;
  const shell = 'M230,640 q40,330 190,352 l720,0 q170,-30 210,-352 z';
  return (
    shadow(800, 1060, 640, 52, 0.6) +
    [380, 1130]
      .map((x) => path(`M${x},980 l70,0 l-8,52 q-28,34 -70,20 q24,-20 8,-72 z`, '#3a3c3e'))
      .join('') +
    group(path(shell, colour, edge), 'filter="url(#iron)"') +
    path(shell, 'url(#roundy)', 'opacity=".6"') +
    ellipse(795, 640, 600, 96, '#f6f4ee', 'stroke="#b5b2aa" stroke-width="5"') +
    ellipse(800, 650, 536, 70, '#cfcdc6') +
    ellipse(840, 672, 430, 44, '#e9e7e0') +
    ellipse(470, 660, 15, 8, '#5c6063') +
    path(
      'M280,720 q30,190 120,240',
      'none',
      'stroke="#fff" stroke-width="16" opacity=".35" stroke-linecap="round"',
    )
  );
}
