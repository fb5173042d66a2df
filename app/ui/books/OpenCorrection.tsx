import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { LineDetail } from '#app/domain/ledger/line-views.ts';
import type { StatementLine } from '#app/domain/ledger/statement.ts';
import type { Evidence } from '#app/domain/ledger/vocabulary.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { formatMass, formatQuantity } from '#app/i18n/format.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { WhereItCounts } from './WhereItCounts.tsx';
import { useReason } from './words.tsx';

interface Props {
  line: StatementLine;
  detail: LineDetail;
  correction: NonNullable<LineDetail['correction']>;
  zone: string;
  keys: { consent: string; decline: string };
}

/** A correction that waits: what the line says, what it would say, and the answers of whoever may give one. */
export function OpenCorrection({ line, detail, correction, zone, keys }: Props) {
  const t = useTranslations('books.correction');
  const movement = useTranslations('books.movement');
  const locale = useLocale();
  const reason = useReason()(correction.reason);
  const day = formatDay(locale, dayOf(new Date(correction.proposedAt), zone));
  const said = correction.byMe ? 'proposedByYou' : detail.mayAnswer ? 'proposedToYou' : 'proposedOther';
  return (
    <Card as="section" padding="large" className="mb-8 border-2 border-accent">
      <p className="mb-4 text-lg">
        {t(said, { name: (correction.byMe ? detail.otherName : correction.by) ?? '', day })}
      </p>
      <DescriptionList
        items={[
          { term: t('was'), value: <Says {...line} qtyMilli={line.quantityMilli} unit={line.unit} /> },
          {
            term: t('becomes'),
            value: (
              <strong>
                <Says
                  qtyMilli={correction.newQtyMilli}
                  unit={line.unit}
                  massG={correction.newMassG}
                  evidence={correction.newEvidence}
                />
              </strong>
            ),
          },
          { term: movement('reason'), value: reason },
        ]}
      />
      <div className="mt-3 text-muted">
        <WhereItCounts line={line} detail={detail} />
      </div>
      {detail.mayAnswer ? (
        <div className="mt-5 flex flex-wrap gap-3 no-print">
          {correction.byMe ? null : (
            <Answer
              intent="consent"
              correction={correction.publicId}
              formKey={keys.consent}
              label={t('consent')}
            />
          )}
          <Answer
            intent="decline"
            correction={correction.publicId}
            formKey={keys.decline}
            label={t(correction.byMe ? 'retract' : 'decline')}
          />
        </div>
      ) : null}
    </Card>
  );
}

interface SaysProps {
  qtyMilli: number;
  unit: StatementLine['unit'];
  massG: number | null;
  evidence: Evidence | null;
}

function Says({ qtyMilli, unit, massG, evidence }: SaysProps) {
  const t = useTranslations('books.correction');
  const grades = useTranslations('ledger.evidenceShort');
  const locale = useLocale();
  if (qtyMilli === 0) return <>{t('nothing')}</>;
  const mass =
    massG === null || evidence === null ? '' : `, ${formatMass(locale, massG)} (${grades(evidence)})`;
  return (
    <>
      {formatQuantity(locale, qtyMilli, unit)}
      {mass}
    </>
  );
}

function Answer({
  intent,
  correction,
  formKey,
  label,
}: {
  intent: 'consent' | 'decline';
  correction: string;
  formKey: string;
  label: string;
}) {
  const [form] = useIntentForm(intent);
  return (
    <Form method="post" {...getFormProps(form)}>
      <FormErrors form={form} labels={{}} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="correction" value={correction} />
      <SubmitButton variant={intent === 'consent' ? 'primary' : 'secondary'}>{label}</SubmitButton>
    </Form>
  );
}
