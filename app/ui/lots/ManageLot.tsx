import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { FATES } from '#app/domain/lots/vocabulary.ts';
import { mayMove } from '#app/domain/lots/workflow.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DeleteDraft } from './DeleteDraft.tsx';
import type { ShownLot } from './LotFacts.tsx';
import { MoreActions, type SiteChoice } from './MoreActions.tsx';

/** What the holder can do with the lot now: publish a draft, change it, take the rest away. */
export function ManageLot({
  lot,
  sites,
  keys,
}: {
  lot: ShownLot;
  sites: readonly SiteChoice[];
  keys: Record<'withdraw' | 'duplicate' | 'split' | 'move' | 'delete', string>;
}) {
  const t = useTranslations('lots.page');
  const counts = useTranslations('counts');
  const [withdraw, fields] = useIntentForm<{ fate: string }>('withdraw', { fate: 'recycled' });
  return (
    <Card padding="large" className="no-print">
      <div className="flex flex-wrap gap-3">
        {lot.status === 'withdrawn' ? null : (
          <LinkButton to={paths.editLot(lot.publicId)}>{t('edit')}</LinkButton>
        )}
        <LinkButton to={paths.lotPhotos(lot.publicId)}>{t('photos')}</LinkButton>
        {lot.status === 'draft' || (lot.status === 'withdrawn' && lot.heldMilli === 0) ? null : (
          <LinkButton to={paths.countLot(lot.publicId)}>{counts('link')}</LinkButton>
        )}
      </div>
      {mayMove(lot.status, 'publish') ? (
        <div className="mt-5 space-y-3">
          <p className="text-muted">{t('publishHelp')}</p>
          <LinkButton to={paths.publishLotPage(lot.publicId)} variant="primary" size="large" wide>
            {t('publish')}
          </LinkButton>
        </div>
      ) : null}
      {mayMove(lot.status, 'withdraw') && lot.leftMilli > 0 ? (
        <Disclosure summary={t('withdraw')} open={withdraw.status === 'error'} className="mt-4">
          <Form method="post" {...getFormProps(withdraw)} className="space-y-4">
            <FormErrors form={withdraw} labels={{ fate: t('fate') }} />
            <KeyField value={keys.withdraw} />
            <input type="hidden" name="intent" value="withdraw" />
            <p className="text-muted">{t('withdrawHelp')}</p>
            <RadioGroup
              field={fields.fate}
              legend={t('fate')}
              choices={FATES.map((value) => ({ value, label: t(`fates.${value}`) }))}
            />
            <SubmitButton variant="danger">{t('withdrawTitle')}</SubmitButton>
          </Form>
        </Disclosure>
      ) : null}
      <MoreActions lot={lot} sites={sites} keys={keys} />
      {lot.status === 'draft' ? <DeleteDraft lot={lot} formKey={keys.delete} /> : null}
    </Card>
  );
}
