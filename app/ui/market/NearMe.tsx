import { useNavigate } from '@remix-run/react';
import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { roundedPlace, withFilter } from './address.ts';

const USUAL_KM = '20';

/** Asks for the position only when pressed; only about a kilometre of it is ever sent. */
export function NearMe({ search }: { search: string }) {
  const t = useTranslations('market');
  const navigate = useNavigate();
  const [state, setState] = useState<'idle' | 'seeking' | 'failed'>('idle');
  const possible = useHydrated() && 'geolocation' in navigator;
  const locate = () => {
    setState('seeking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        const radius = new URLSearchParams(search).get('radius_km') ?? USUAL_KM;
        const near = roundedPlace(coords.longitude, coords.latitude);
        const gone = { around: null, around_text: null, bbox: null, map: null };
        navigate(withFilter(search, { ...gone, near, radius_km: radius }), { preventScrollReset: true });
      },
      () => setState('failed'),
      { enableHighAccuracy: false, timeout: 10_000, maximumAge: 600_000 },
    );
  };
  return (
    // its room is kept while the script arrives
    <div className="min-h-11 text-sm noscript:hidden">
      {possible ? (
        <Button
          variant="quiet"
          size="small"
          className="-ml-3"
          icon={<LocateFixed aria-hidden="true" />}
          aria-disabled={state === 'seeking' || undefined}
          onClick={state === 'seeking' ? undefined : locate}
          title={t('nearMeHint')}
        >
          {t('nearMe')}
        </Button>
      ) : null}
      <p role="status" className="text-muted">
        {state === 'seeking' ? t('nearMeSeeking') : state === 'failed' ? t('nearMeFailed') : null}
      </p>
    </div>
  );
}
