import { format } from 'node:util';
import { afterEach, beforeEach } from 'vitest';

/** A console.error fails the test during which it was written, unless the test replaced console.error itself. */
const seen: string[] = [];
const write = console.error;
console.error = (...args: unknown[]) => {
  seen.push(format(...args));
  write(...args);
};

beforeEach(() => {
  seen.length = 0;
});

afterEach(() => {
  if (seen.length > 0) throw new Error(`console.error was called:\n${seen.splice(0).join('\n')}`);
});
