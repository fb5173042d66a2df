import type { Readable } from 'node:stream';

export interface StoredObject {
  bytes: number;
  type: string;
}

/** Where files lie. Keys are content addresses: an object is written once and never changes. */
export interface Storage {
  /** All or nothing: a reader never sees half a file. Writing the same key again is harmless. */
  put(key: string, content: Buffer, type: string): Promise<void>;
  /** null when there is no such object. */
  get(key: string): Promise<{ stream: Readable; object: StoredObject } | null>;
  head(key: string): Promise<StoredObject | null>;
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>;
}

const TYPES: Record<string, string> = {
  webp: 'image/webp',
  avif: 'image/avif',
  jpg: 'image/jpeg',
  png: 'image/png',
  bin: 'application/octet-stream',
  json: 'application/json',
  pdf: 'application/pdf',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
};

const SEGMENT = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)?$/;

/** `photos/ab/<sha>/480.webp`: lower case segments, one known extension at the end. Throws RangeError on anything else. */
export function checkKey(key: string): string {
  const segments = key.split('/');
  const ok = key.length <= 200 && segments.length <= 8 && segments.every((segment) => SEGMENT.test(segment));
  if (!ok || !typeOfKey(key)) throw new RangeError('not a storage key');
  return key;
}

/** The media type a key promises by its extension; undefined for an unknown one. */
export function typeOfKey(key: string): string | undefined {
  return TYPES[key.slice(key.lastIndexOf('.') + 1)];
}
