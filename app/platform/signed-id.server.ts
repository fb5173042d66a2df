import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '#app/platform/env.server.ts';

const MAC_BYTES = 16;
const SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** A public id with the proof that this server gave it out, for one purpose: 43 URL-safe characters, without end. */
export function signId(purpose: string, publicId: string, key = env.SECRET_KEY): string {
  const id = Buffer.from(publicId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, mac(purpose, id, key)]).toString('base64url');
}

/** The public id of a token of ours for that purpose; null for any other text. */
export function readSignedId(purpose: string, token: string, key = env.SECRET_KEY): string | null {
  if (!SHAPE.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // several spellings decode to the same bytes: only the one we write is ours
  if (bytes.toString('base64url') !== token) return null;
  const id = bytes.subarray(0, 16);
  if (!timingSafeEqual(bytes.subarray(16), mac(purpose, id, key))) return null;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const mac = (purpose: string, id: Buffer, key: string) =>
  createHmac('sha256', key).update(`signed-id:${purpose}:`).update(id).digest().subarray(0, MAC_BYTES);
