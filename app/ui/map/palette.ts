import { type FamilyCode, familyCodes } from '#app/ui/kit/families.ts';

const NAMES = [
  'water',
  'shallow',
  'land',
  'abroad',
  'urban',
  'river',
  'lake',
  'region-line',
  'departement-line',
  'epci-line',
  'commune-line',
  'text',
  'text-quiet',
  'halo',
] as const;

export type Palette = Record<(typeof NAMES)[number], string> & {
  ink: string;
  paper: string;
  surface: string;
  accent: string;
  onFamily: string;
  families: Record<FamilyCode, string>;
};

/** The colours of the moment, light or dark, as the page has them: the map names none itself. */
export function readPalette(): Palette {
  const css = getComputedStyle(document.documentElement);
  const read = (name: string) => css.getPropertyValue(name).trim() || '#888888';
  const ground = Object.fromEntries(NAMES.map((name) => [name, read(`--map-${name}`)]));
  const families = Object.fromEntries(
    familyCodes.map((code) => [code, read(`--family-${code.toLowerCase()}`)]),
  );
  return {
    ...(ground as Record<(typeof NAMES)[number], string>),
    ink: read('--ink'),
    paper: read('--paper'),
    surface: read('--surface'),
    accent: read('--accent'),
    onFamily: read('--on-family'),
    families: families as Record<FamilyCode, string>,
  };
}

/** Calls back when the person or the system turns to dark or light. Returns how to stop. */
export function watchPalette(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  system.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
