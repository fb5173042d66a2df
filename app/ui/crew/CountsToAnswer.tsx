import { Form, Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { OpenCount } from '#app/domain/lots/crew-lots.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { Instant } from '#app/ui/kit/measures.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

type Shown = OpenCount & { keys: readonly [taken: string, aside: string] };

/** What the crew counted and nobody has answered yet. */
export function CountsToAnswer({ counts }: { counts: readonly Shown[] }) {
  const t = useTranslations('crew.manage');
  const locale = useLocale();
  if (counts.length === 0) return null;
  return (
    <Section title={t('counts')} lead={t('countsLead')}>
      <ul className="divide-y divide-line">
        {counts.map((one) => {
          const counted = formatQuantity(locale, one.countedMilli, one.unit);
          const seen = formatQuantity(locale, one.seenMilli, one.unit);
          return (
            <li key={one.publicId} className="space-y-2 py-4">
              <p>
                <Link className="link font-semibold" to={paths.lot(one.lot.publicId)}>
                  {one.lot.title}
                </Link>
              </p>
              <p>{t('countLine', { counted, seen })}</p>
              {one.note ? <p className="whitespace-pre-line">{one.note}</p> : null}
              <p className="text-sm text-muted">
                {one.link} · <Instant at={one.at} />
              </p>
              <div className="flex flex-wrap gap-3 no-print">
                <Answer count={one.publicId} intent="taken" formKey={one.keys[0]}>
                  {t('take', { counted })}
                </Answer>
                <Answer count={one.publicId} intent="set_aside" formKey={one.keys[1]}>
                  {t('setAside')}
                </Answer>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

interface AnswerProps {
  count: string;
  intent: 'taken' | 'set_aside';
  formKey: string;
  children: string;
}

function Answer({ count, intent, formKey, children }: AnswerProps) {
  return (
    <Form method="post">
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="count" value={count} />
      <SubmitButton variant={intent === 'taken' ? 'primary' : 'secondary'}>{children}</SubmitButton>
    </Form>
  );
}
