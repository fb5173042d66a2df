// XML of a workbook as events. A document type is refused: entities are how a small file grows, or reads another.
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { Problem } from './problem.mjs';
import { chunksOf } from './zip.mjs';

/** Parts of the archive to events; `seen(bytes)` after each chunk. Returns false when the archive has no such part. */
export async function readXml(archive, name, { open, close, text }, seen = () => undefined) {
  if (!archive.entries.has(name)) return false;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw new Problem('unsafe-xml');
  });
  parser.on('error', () => {
    throw new Problem('damaged');
  });
  parser.on('opentag', (tag) => open?.(local(tag.name), tag.attributes));
  parser.on('closetag', (tag) => close?.(local(tag.name)));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decoder = new StringDecoder('utf8');
  for await (const chunk of chunksOf(archive, name)) {
    parser.write(decoder.write(chunk));
    await seen(chunk.length);
  }
  parser.write(decoder.end());
  parser.close();
  return true;
}

const local = (name) => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};
