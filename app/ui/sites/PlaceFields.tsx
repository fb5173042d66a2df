import { LocateFixed } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import { type FieldLike, withFacts } from '#app/ui/kit/fields.ts';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { PlacePicker } from '#app/ui/map/MapSlots.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';
import { usePlace } from './use-place.ts';

type Named = 'communeCode' | 'address' | 'lon' | 'lat' | 'positionSource' | 'pastedPosition';

interface Props {
  fields: Record<Named, FieldLike>;
  communeName: string;
  styleUrl: string | null;
}

/** Commune, then as precise a place as the person cares to give. Only the commune is needed, script or not. */
export function PlaceFields({ fields, communeName, styleUrl }: Props) {
  const t = useTranslations('sites.form');
  const live = useHydrated();
  const place = usePlace(fields);
  const located = live && 'geolocation' in navigator;
  return (
    <FieldGroup legend={t('place')} lead={t('placeLead')}>
      <PlaceField
        field={withFacts(fields.communeCode, { required: true })}
        text={communeName}
        label={t('commune')}
        hint={t('communeHint')}
        onPlace={place.onCommune}
      />
      <TextField
        field={fields.address}
        label={t('address')}
        hint={t('addressHint')}
        autoComplete="off"
        optional
      />
      <input type="hidden" name={fields.lon.name} value={place.at?.lon ?? ''} readOnly />
      <input type="hidden" name={fields.lat.name} value={place.at?.lat ?? ''} readOnly />
      <input type="hidden" name={fields.positionSource.name} value={place.source} readOnly />
      <div>
        <p className="font-semibold">{t('position')}</p>
        <p className="text-sm text-muted" aria-live="polite">
          {t(place.failed ? 'locateFailed' : `source.${place.source}`)}
        </p>
        {live ? (
          <div className="mt-2 flex flex-wrap gap-2">
            {located ? (
              <Button size="small" icon={<LocateFixed aria-hidden="true" />} onClick={place.locate}>
                {t('locate')}
              </Button>
            ) : null}
            {place.source === 'commune' ? null : (
              <Button size="small" variant="quiet" onClick={place.forget}>
                {t('communePoint')}
              </Button>
            )}
          </div>
        ) : null}
      </div>
      {live && place.at ? (
        <PlacePicker
          {...place.at}
          onChange={place.onDrag}
          styleUrl={styleUrl}
          className="h-80 overflow-hidden rounded-lg"
        />
      ) : null}
      <TextField
        field={fields.pastedPosition}
        label={t('pasted')}
        hint={t('pastedHint')}
        autoComplete="off"
        optional
        onChange={(event) => place.onPaste(event.target.value)}
      />
    </FieldGroup>
  );
}
