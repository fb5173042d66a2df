import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { AskView } from '#app/domain/reservations/asks.server.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

type Shown = Pick<ReservationPageView, 'side' | 'other' | 'unit' | 'zone' | 'closeReason'>;

interface Props {
  reservation: Shown;
  asks: readonly AskView[];
  keys: { stay: string; leave: string };
}

/** What the holder changed of a reservation, what its taker is asked, and what became of it. */
export function AskNotice({ reservation, asks, keys }: Props) {
  const t = useTranslations('counts.notice');
  const moved = useTranslations('counts.moved');
  const ended = reservation.closeReason === 'counted-short';
  const closed = reservation.closeReason === 'site-closed';
  if (asks.length === 0 && !ended && !closed) return null;
  return (
    <div className="mb-6 space-y-4">
      {ended ? <Alert tone="warning">{t('endedShort')}</Alert> : null}
      {closed ? <Alert tone="warning">{moved('siteClosed')}</Alert> : null}
      {asks.map((ask) =>
        ask.answer ? (
          <Answered key={ask.publicId} ask={ask} unit={reservation.unit} />
        ) : (
          <Open key={ask.publicId} ask={ask} reservation={reservation} keys={keys} />
        ),
      )}
    </div>
  );
}

/** The words of a question, of either kind. */
function useWords(ask: AskView, { unit, zone, other }: Pick<Shown, 'unit' | 'zone' | 'other'>) {
  const locale = useLocale();
  const at = (instant: string | null) => (instant ? formatInstantAt(locale, new Date(instant), zone) : '');
  const moved = ask.kind === 'moved';
  return {
    name: other.name,
    deadline: at(ask.answerBy),
    before: moved ? at(ask.oldExpiresAt) : formatQuantity(locale, ask.oldMilli, unit),
    after: moved ? at(ask.newExpiresAt) : formatQuantity(locale, ask.newMilli, unit),
  };
}

function Open({ ask, reservation, keys }: { ask: AskView } & Pick<Props, 'reservation' | 'keys'>) {
  const reduced = useTranslations('counts.notice');
  const moved = useTranslations('counts.moved');
  const t = ask.kind === 'moved' ? moved : reduced;
  const words = useWords(ask, reservation);
  if (reservation.side === 'holder')
    return (
      <Alert title={t('holderTitle', words)}>
        <p>{t('holderText', words)}</p>
      </Alert>
    );
  return (
    <Alert
      tone="warning"
      title={t('title', words)}
      actions={
        <>
          <Answer intent="stay" ask={ask} formKey={keys.stay}>
            {t('stay', words)}
          </Answer>
          <Answer intent="leave" ask={ask} formKey={keys.leave}>
            {reduced('leave')}
          </Answer>
        </>
      }
    >
      <p>
        {ask.kind === 'moved' && words.before === words.after ? moved('sooner', words) : t('text', words)}
      </p>
      <p>{t('until', words)}</p>
    </Alert>
  );
}

interface AnswerProps {
  intent: 'stay' | 'leave';
  ask: AskView;
  formKey: string;
  children: string;
}

function Answer({ intent, ask, formKey, children }: AnswerProps) {
  const [form] = useIntentForm(intent);
  return (
    // two questions may stand together: conform would know only one form of this intent
    <Form method="post">
      <FormErrors form={form} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="ask" value={ask.publicId} />
      <SubmitButton variant={intent === 'stay' ? 'primary' : 'secondary'}>{children}</SubmitButton>
    </Form>
  );
}

function Answered({ ask, unit }: { ask: AskView; unit: Shown['unit'] }) {
  const reduced = useTranslations('counts.notice.answered');
  const moved = useTranslations('counts.moved.answered');
  const locale = useLocale();
  if (!ask.answer || ask.answer === 'replaced') return null;
  const words = {
    before: formatQuantity(locale, ask.oldMilli, unit),
    after: formatQuantity(locale, ask.newMilli, unit),
  };
  return (
    <p className="text-muted">
      {ask.kind === 'moved'
        ? moved(ask.answer === 'restored' ? 'yes' : ask.answer)
        : reduced(ask.answer, words)}
    </p>
  );
}
