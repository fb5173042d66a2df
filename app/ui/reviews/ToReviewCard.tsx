import type { SubmissionResult } from '@conform-to/react';
import { Form, Link, useActionData } from '@remix-run/react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import type { ToReview } from '#app/domain/reviews/views.ts';
import { paths } from '#app/http/paths.ts';
import { ReasonField } from '#app/ui/admin/ReasonField.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { Quantity } from '#app/ui/kit/measures.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** A lot that nobody sees yet: what it says, its photos, who offers it, and the operator's answer. */
export function ToReviewCard({ one, formKey }: { one: ToReview; formKey: string }) {
  const t = useTranslations('trust.reviews');
  return (
    <Card className="mb-5">
      <h3 className="text-lg">{one.title}</h3>
      {one.description ? <p className="mt-1 whitespace-pre-line">{one.description}</p> : null}
      {one.photos.length > 0 ? (
        <ul className="my-3 flex flex-wrap gap-3">
          {one.photos.map(({ sha256, width }, index) => (
            <li key={sha256}>
              <img
                src={paths.photo(`${sha256}/${width}.webp`)}
                alt={t('photo', { number: index + 1, title: one.title })}
                className="size-36 rounded object-cover"
                loading="lazy"
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="my-3 text-muted">{t('noPhoto')}</p>
      )}
      <Facts one={one} />
      <Answer one={one} formKey={formKey} />
    </Card>
  );
}

function Facts({ one }: { one: ToReview }) {
  const t = useTranslations('trust.reviews');
  const locale = useLocale();
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  const { holder } = one;
  return (
    <DescriptionList
      items={[
        { term: t('type'), value: one.typeName[locale] },
        { term: t('quantity'), value: <Quantity milli={one.quantityMilli} unit={one.unit} /> },
        { term: t('commune'), value: one.commune },
        { term: t('since'), value: day(one.askedAt) },
        {
          term: t('holder'),
          value: holder.private ? (
            holder.name
          ) : (
            <Link className="link" to={paths.organisation(holder.slug)}>
              {holder.name}
            </Link>
          ),
        },
        { term: t('holderSince'), value: day(holder.since) },
        { term: t('approvedBefore'), value: format.number(holder.approved) },
      ]}
    />
  );
}

function Answer({ one, formKey }: { one: ToReview; formKey: string }) {
  const t = useTranslations('trust.reviews');
  const answer = useActionData<SubmissionResult<string[]>>();
  const typed = answer?.initialValue;
  const mine = typed?.review === one.publicId;
  const errors = mine ? (answer?.error ?? {}) : {};
  const reason = plainField('reason', {
    id: `reason-${one.publicId}`,
    value: mine ? String(typed?.reason ?? '') : null,
    errors: errors.reason ?? [],
    required: true,
  });
  return (
    <Disclosure summary={t('answer')} open={mine}>
      <Form method="post" className="grid gap-4" aria-label={t('answerOn', { title: one.title })}>
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="review" value={one.publicId} />
        {errors[''] ? (
          <Alert tone="danger" live>
            {errors[''].join(' ')}
          </Alert>
        ) : null}
        <ReasonField field={reason} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton size="small" name="decision" value="approved" pendingLabel={t('pending')}>
            {t('approve')}
          </SubmitButton>
          <SubmitButton
            size="small"
            variant="danger"
            name="decision"
            value="refused"
            pendingLabel={t('pending')}
          >
            {t('refuse')}
          </SubmitButton>
        </div>
      </Form>
    </Disclosure>
  );
}
