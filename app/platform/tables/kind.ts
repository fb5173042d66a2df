import { TABLE_LIMITS } from './limits.ts';
import { TableError, type TableProblem } from './table-error.ts';

export type TableKind = 'csv' | 'xlsx';

const starts = (content: Uint8Array, ...bytes: number[]) => bytes.every((byte, at) => content[at] === byte);
const latin = (content: Uint8Array, from: number, to: number) =>
  Buffer.from(content.buffer, content.byteOffset + from, Math.max(0, Math.min(to, content.length) - from));

/** What other files begin with; a name never decides. */
const OTHERS: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF8
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // Rar!
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x4d, 0x5a], // MZ
];

const MARKUP = /^\s*(<!doctype|<html|<svg|<\?xml|\{\\rtf)/i;

/**
 * Table of text or spreadsheet, by its first bytes. Throws a TableError for anything else: the former Excel and
 * protected files are both OLE containers, told apart by the name of their streams (UTF-16).
 */
export function tableKind(content: Uint8Array): TableKind {
  if (content.length === 0) no('empty-file');
  if (content.length > TABLE_LIMITS.bytes) no('too-large');
  if (starts(content, 0xd0, 0xcf, 0x11, 0xe0)) {
    const head = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    no(head.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-excel');
  }
  if (starts(content, 0x50, 0x4b)) {
    const head = latin(content, 0, 200).toString('latin1');
    if (head.includes('mimetypeapplication/vnd.oasis.opendocument')) no('open-document');
    return 'xlsx';
  }
  if (OTHERS.some((bytes) => starts(content, ...bytes))) no('other-type');
  if (
    MARKUP.test(
      latin(content, 0, 200)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, ''),
    )
  )
    no('other-type');
  return 'csv';
}

function no(problem: TableProblem): never {
  throw new TableError(problem);
}
