/** A word the French interface must use, those it must not, and its line of the glossary. */
interface RuledWord {
  say: string;
  /** never written in a French catalogue */
  never: readonly RegExp[];
  entry: string;
}

export const RULED_WORDS: readonly RuledWord[] = [
  {
    say: 'lot de matériaux',
    never: [/\b(?:une|votre|vos|des) annonces?\b/i, /\blots? de matériel\b/i],
    entry: 'lot',
  },
  { say: 'corps d’état', never: [/\bcorps de métiers?\b/i, /\blots? technique/i], entry: 'corps-d-etat' },
  { say: 'vous donnez', never: [/\bdonneurs? de matériaux\b/i], entry: 'detenteur' },
  { say: 'vous récupérez', never: [/\brepreneurs?\b/i, /\bacheteurs? potentiels?\b/i], entry: 'preneur' },
  { say: 'pesé', never: [/\bmasse réelle\b/i], entry: 'pese' },
  { say: 'compté', never: [/\bmasse théorique\b/i], entry: 'compte' },
  {
    say: 'autre usage',
    never: [/\bsurcycl/i, /\bupcycl/i, /\bdétournements? d.usage/i],
    entry: 'autre-usage',
  },
  { say: 'réemploi', never: [/\bré-emploi\b/i], entry: 'reemploi' },
  { say: 'réutilisation', never: [/\bré-utilisation\b/i], entry: 'reutilisation' },
  { say: 'tonnes détournées', never: [/\btonnes? (?:évitées?|sauvées?|économisées?)\b/i], entry: 'detourne' },
  { say: 'récolement', never: [/\brécollement\b/i], entry: 'recolement' },
];
