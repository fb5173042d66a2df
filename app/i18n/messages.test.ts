import { describe, expect, it } from 'vitest';
import { messages } from './messages.ts';

function leaves(tree: object, path = ''): Array<[string, string]> {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}${key}.`)
      : [[path + key, String(value)] as [string, string]],
  );
}

/** Names of the ICU arguments and tags of a message, those inside plural and select branches included. */
function placeholders(message: string): string[] {
  const found = new Set<string>([...message.matchAll(/<(\w+)>/g)].map((m) => m[1] ?? ''));
  const text = (at: number): number => {
    let here = at;
    while (here < message.length && message[here] !== '}')
      here = message[here] === '{' ? argument(here + 1) : here + 1;
    return here;
  };
  const argument = (at: number): number => {
    const name = /^\s*(\w+)\s*/.exec(message.slice(at));
    if (!name) throw new Error(`cannot read ${message}`);
    found.add(name[1] ?? '');
    let here = at + name[0].length;
    while (message[here] !== '}' && here < message.length)
      here = message[here] === '{' ? text(here + 1) + 1 : here + 1;
    return here + 1;
  };
  text(0);
  return [...found].sort();
}

const french = leaves(messages.fr);
const english = new Map(leaves(messages.en));

describe('catalogues', () => {
  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual(french.map(([key]) => key).sort());
  });
  it('say something for every key', () => {
    for (const [key, text] of [...french, ...english]) expect(text.trim(), key).not.toBe('');
  });
  it('name the same values in both languages', () => {
    for (const [key, text] of french)
      expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });
  it('use French typography: no straight apostrophe, no breaking space before high punctuation', () => {
    for (const [key, text] of french) {
      expect(text, key).not.toMatch(/\p{L}'\p{L}/u);
      expect(text, key).not.toMatch(/[ \u00a0](?:[:;!?»](?:\s|<|$))|«[ \u00a0]/u);
    }
  });
});
