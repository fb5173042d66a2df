import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '#app/domain/lots/vocabulary.ts';
import { familyCodes, familyShapes } from '#app/ui/kit/families.ts';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** The variables of the block that starts with `selector`. */
function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThan(-1);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string | undefined, other: string | undefined): number {
  if (!one || !other) throw new Error('unknown colour');
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const light = block(':root');
const dark = block(':root[data-theme="dark"]');

const texts = [
  ...['paper', 'surface', 'sunken'].flatMap((ground) => [
    ['ink', ground],
    ['muted', ground],
    ['accent', ground],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['paper', 'ink'],
  ['accent', 'accent-soft'],
  ...['success', 'warning', 'danger', 'info'].flatMap((state) => [
    [state, `${state}-soft`],
    [state, 'paper'],
    [state, 'surface'],
    ['ink', `${state}-soft`],
  ]),
  ...familyCodes.map((code) => ['on-family', `family-${code.toLowerCase()}`]),
];

const shapes = [
  ...['paper', 'surface'].flatMap((ground) => [
    ['edge', ground],
    ['focus', ground],
    ['accent', ground],
  ]),
  ...familyCodes.flatMap((code) =>
    ['paper', 'surface'].map((ground) => [`family-${code.toLowerCase()}`, ground]),
  ),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s colours', (_, colours) => {
  it.each(texts)('text %s on %s reaches 4.5:1', (ink = '', ground = '') => {
    expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('shape %s on %s reaches 3:1', (shape = '', ground = '') => {
    expect(contrast(colours[shape], colours[ground])).toBeGreaterThanOrEqual(3);
  });
});

describe('theme', () => {
  it('is as dark when the device asks as when the person does', () => {
    expect(block(':root:not([data-theme="light"])')).toEqual(dark);
  });
  it('gives every variable of the light theme a dark value', () => {
    expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
  });
  it('has the families of the taxonomy, each with a shape of its own', () => {
    expect(familyCodes).toEqual(FAMILIES);
    expect(new Set(Object.values(familyShapes)).size).toBe(familyCodes.length);
  });
  it('gives each family a colour of its own', () => {
    for (const colours of [light, dark]) {
      expect(new Set(familyCodes.map((code) => colours[`family-${code.toLowerCase()}`])).size).toBe(14);
    }
  });
});
