import type { PageMessages as FrenchMessages } from './fr.ts';
import type { Locale as OurLocale } from './locale.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: OurLocale;
    Messages: FrenchMessages;
  }
}
