import { useTranslations } from 'use-intl';
import { Section } from '#app/ui/layout/Section.tsx';

const sides = ['taker', 'holder'] as const;
const steps = ['one', 'two', 'three'] as const;

/** The same hand-over told from both sides, step facing step. */
export function HowItWorks() {
  const t = useTranslations('home.how');
  return (
    <Section title={t('title')} className="mt-16!">
      <div className="grid gap-6 lg:grid-cols-2">
        {sides.map((side) => (
          <div key={side} className="rounded-lg border border-line bg-surface p-5 sm:p-7">
            <h3 className="mb-5 text-xl">{t(`${side}.title`)}</h3>
            <ol className="space-y-5">
              {steps.map((step, index) => (
                <li key={step} className="flex gap-4">
                  <span
                    aria-hidden="true"
                    className="w-8 shrink-0 border-t-4 border-accent pt-1 font-title text-2xl leading-none font-extrabold"
                  >
                    {index + 1}
                  </span>
                  <div>
                    <h4 className="font-semibold">{t(`${side}.${step}.title`)}</h4>
                    <p className="text-muted">{t(`${side}.${step}.text`)}</p>
                  </div>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </Section>
  );
}
