import type postgres from 'postgres';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';

/**
 * What the process hands to every loader and action. The Remix build and the process are two module graphs:
 * whatever must exist once (the pool above all) travels here, never through an import.
 */
export interface GisementLoadContext {
  nonce: string;
  requestId: string;
  /** Peer address after TRUST_PROXY hops: for rate limits only, never logged. */
  clientAddress: string;
  db: Database;
  sql: postgres.Sql;
  storage: Storage;
  photos: PhotoEncoder;
  /** The market in memory; null where none is kept. */
  market: MarketIndex | null;
  /** The reader's language once known, for an answer given outside the pages. */
  language?: Locale;
  /** The instant the page is made for, once known. */
  now?: Date;
  /** Logs an unexpected error with the request id. */
  report(error: unknown): void;
}

declare module '@remix-run/node' {
  interface AppLoadContext extends GisementLoadContext {}
}
