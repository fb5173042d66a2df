import { useTranslations } from 'use-intl';
import { TICKET_PHOTOS } from '#app/domain/ledger/ticket.ts';
import { PHOTO_ACCEPT } from '#app/domain/lots/photos.ts';
import { FileField } from '#app/ui/kit/FileField.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';

/** The weighing ticket, from the camera or from the device. */
export function TicketField({ field, required = false }: { field: FieldLike; required?: boolean }) {
  const t = useTranslations('tickets.field');
  return (
    <FileField
      field={field}
      label={t('label')}
      hint={t('hint', { max: TICKET_PHOTOS })}
      accept={PHOTO_ACCEPT}
      multiple
      optional={!required}
      required={required}
    />
  );
}
