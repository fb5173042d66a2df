import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { delaysInForce } from '#app/domain/reservations/delays.server.ts';
import { RESERVATION_STATES } from '#app/domain/reservations/vocabulary.ts';
import { happensIn } from '#app/domain/reservations/workflow.ts';
import { contextOf } from '#app/http/context.server.ts';
import { formatDuration } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { StateInWords } from '#app/ui/reservations/StateInWords.tsx';

export const meta = titled('workflow', (t) => ({ title: t('title'), description: t('lead') }));

export async function loader(args: LoaderFunctionArgs) {
  return delaysInForce(await contextOf(args));
}

const open = RESERVATION_STATES.filter((state) => happensIn(state).length > 0);
const closed = RESERVATION_STATES.filter((state) => happensIn(state).length === 0);

/** The table of transitions, for anyone. */
export default function HelpOfReservations() {
  const { delays, dayStarts, dayEnds, openUnproven } = useLoaderData<typeof loader>();
  const t = useTranslations('workflow');
  const locale = useLocale();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('openTitle')}>
        <div className="space-y-10">
          {open.map((state) => (
            <StateInWords key={state} state={state} delays={delays} />
          ))}
        </div>
      </Section>
      <Section title={t('closedTitle')}>
        <div className="grid gap-6 md:grid-cols-2">
          {closed.map((state) => (
            <StateInWords key={state} state={state} delays={delays} />
          ))}
        </div>
      </Section>
      <Section title={t('rulesTitle')}>
        <ul className="max-w-3xl list-disc space-y-2 pl-5">
          <li>{t('rule.hours', { from: dayStarts, to: dayEnds })}</li>
          <li>{t('rule.days')}</li>
          <li>{t('rule.declared')}</li>
          <li>{t('rule.lapsed')}</li>
          <li>
            {t('rule.asks', {
              reduction: formatDuration(locale, delays.reduction_answer),
              move: formatDuration(locale, delays.move_answer),
            })}
          </li>
          <li>{t('rule.newcomer', { count: openUnproven })}</li>
        </ul>
      </Section>
    </Page>
  );
}
