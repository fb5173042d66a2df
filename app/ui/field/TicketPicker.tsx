import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import { KeptPhotos } from './KeptPhotos.tsx';
import { PhotoPicker } from './PhotoPicker.tsx';

interface Props {
  ticket: Blob | null;
  onTicket: (ticket: Blob | null) => void;
}

/** The weighing ticket, photographed at the gate: kept on the phone with the confirmation, and sent with it. */
export function TicketPicker({ ticket, onTicket }: Props) {
  const t = useTranslations('field.handOver');
  const shown = useMemo(() => (ticket ? [ticket] : []), [ticket]);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">{t('ticket')}</legend>
      <PhotoPicker single hint={t('ticketHint')} onPhotos={([photo]) => onTicket(photo ?? null)} />
      <div role="status">{ticket ? t('ticketKept') : null}</div>
      <KeptPhotos photos={shown} />
      {ticket ? (
        <Button size="large" onClick={() => onTicket(null)}>
          {t('ticketRemove')}
        </Button>
      ) : null}
    </fieldset>
  );
}
