import { createHash, createPublicKey, verify } from 'node:crypto';

/** C2SP signed notes (c2sp.org/signed-note), as the logs of certificates use them, with Ed25519. */
export interface NoteKey {
  /** The log's name, also the first line of its notes: host and path, no scheme. */
  name: string;
  /** 32 bytes. */
  publicKey: Buffer;
}

export interface NoteSigner extends NoteKey {
  sign(text: string): Buffer;
}

const ED25519 = Buffer.from([1]);
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const keyId = ({ name, publicKey }: NoteKey): Buffer =>
  createHash('sha256').update(`${name}\n`).update(ED25519).update(publicKey).digest().subarray(0, 4);

/** The key as verifiers of notes take it. */
export const verifierKey = (key: NoteKey): string =>
  `${key.name}+${keyId(key).toString('hex')}+${Buffer.concat([ED25519, key.publicKey]).toString('base64')}`;

/** `text` ends with a new line. */
export const signNote = (text: string, signer: NoteSigner): string =>
  `${text}\n— ${signer.name} ${Buffer.concat([keyId(signer), signer.sign(text)]).toString('base64')}\n`;

/** The text of a note that this key signed; null for any other. */
export function openNote(note: string, key: NoteKey): string | null {
  const end = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const opening = `— ${key.name} `;
  const line = note
    .slice(end + 1)
    .split('\n')
    .find((one) => one.startsWith(opening));
  if (!text || !line) return null;
  const signed = Buffer.from(line.slice(opening.length), 'base64');
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI, key.publicKey]),
    format: 'der',
    type: 'spki',
  });
  const ours = signed.subarray(0, 4).equals(keyId(key));
  return ours && verify(null, Buffer.from(text, 'utf8'), publicKey, signed.subarray(4)) ? text : null;
}
