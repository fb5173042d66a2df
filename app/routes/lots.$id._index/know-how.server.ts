import type { Ctx, Locale } from '#app/domain/context.ts';
import { type KnowHow, knowHowOf } from '#app/domain/materials/know-how.server.ts';
import { messages } from '#app/i18n/messages.ts';
import type { KnownOfType } from '#app/ui/lots/LotKnowHow.tsx';

/** The file names its sources in English; the page in the reader's language. */
const SOURCES: [RegExp, keyof (typeof messages)['fr']['knowHow']['sources']][] = [
  [/^physical: glass/, 'glass'],
  [/^KBOB/, 'kbob'],
  [/^EN 10365/, 'section'],
  [/nominal size/, 'nominal'],
  [/manufacturer/, 'maker'],
  [/^by definition/, 'definition'],
  [/^estimate$/, 'estimate'],
];

const said = (texts: Record<string, string>, code: string) => texts[code] ?? null;
const risk = (level: KnowHow['asbestosRisk']) => (level === 'none' ? null : level);
/** The reference cuts its labels at 80 characters: a cut one is not shown. */
const whole = (label: string | null) => (label && label.length < 80 ? label : null);

/** What is known of the lot's type, in the reader's language; null for a type the reference does not have. */
export async function knownOfType(ctx: Ctx, typeCode: string): Promise<KnownOfType | null> {
  const known = await knowHowOf(ctx, typeCode);
  return known && inWords(known, typeCode, ctx.locale);
}

function inWords(known: KnowHow, code: string, locale: Locale): KnownOfType {
  const words = messages[locale].knowHow;
  const source = SOURCES.find(([pattern]) => pattern.test(known.massSource ?? ''))?.[1];
  return {
    unit: known.unit,
    mass:
      known.unitMassG === null
        ? null
        : {
            grams: known.unitMassG,
            low: known.massLowG ?? known.unitMassG,
            high: known.massHighG ?? known.unitMassG,
          },
    massSource: source ? words.sources[source] : known.massSource,
    wasteCode: known.wasteCode,
    wasteLabel: whole(known.wasteLabel),
    scheme: known.repScheme,
    asbestosRisk: risk(known.asbestosRisk),
    leadRisk: risk(known.leadRisk),
    care: [said(words.hazards, code), said(words.notes, code)].filter((text) => text !== null),
    rules: known.rules.map((rule) => ({
      code: rule.code,
      reason: rule.reason[locale],
      basis: rule.basis[locale],
      unverified: rule.unverified,
    })),
    version: known.factorVersion,
  };
}
