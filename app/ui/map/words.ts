import { useTranslations } from 'use-intl';

/** What MapLibre says by itself, in the reader's language. */
export function useMapWords(label: string): Record<string, string> {
  const t = useTranslations('map');
  return {
    'Map.Title': label,
    'Popup.Close': t('close'),
    'CooperativeGesturesHandler.WindowsHelpText': t('gestures.ctrl'),
    'CooperativeGesturesHandler.MacHelpText': t('gestures.cmd'),
    'CooperativeGesturesHandler.MobileHelpText': t('gestures.touch'),
  };
}
