import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'use-intl/core';
import formatOnly from 'use-intl/format-message/format-only';
import { expect, it } from 'vitest';
import { messages } from '#app/i18n/messages.ts';
import { compiled, namespacesIn } from '../../scripts/messages-plugin.mjs';

const modules = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => [path, readFileSync(join('app', path), 'utf8')] as const);

it('every component says the namespace it speaks in plain letters: the build sends a page those only', () => {
  const silent = modules.filter(([path, code]) => {
    if (path.startsWith('i18n')) return false;
    const calls = [...code.matchAll(/\b(?:useTranslations|titled)(?:<[^()]*>)?\(/g)].length;
    return calls !== [...code.matchAll(/\b(?:useTranslations|titled)(?:<[^()]*>)?\(\s*'[^']+'/g)].length;
  });
  expect(silent.map(([path]) => path)).toEqual([]);
  const known = new Set(Object.keys(messages.fr));
  for (const [path, code] of modules)
    expect(
      namespacesIn(code).filter((name) => !name || !known.has(name)),
      path,
    ).toEqual([]);
});

it('finds them whatever the type arguments and the lines', () => {
  const code =
    "titled<'sites', Awaited<ReturnType<typeof loader>>>(\n  'sites', f); useTranslations('lots.page'); t('x')";
  expect(namespacesIn(code)).toEqual(['lots', 'sites']);
});

/** A number for every argument, brackets for every tag: what any message takes. */
function valuesFor(message: string): Record<string, unknown> {
  const names = [...message.matchAll(/\{\s*(\w+)/g)].map(([, name]) => [name, 3]);
  const tags = [...message.matchAll(/<(\w+)>/g)].map(([, name]) => [name, (parts: unknown) => `[${parts}]`]);
  return Object.fromEntries([...names, ...tags]);
}

const leaves = (tree: object, path = ''): [string, unknown][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value)
      ? leaves(value, `${path}${key}.`)
      : [[path + key, value]],
  );

it.each(['fr', 'en'] as const)('compiled, every %s message says the same', (locale) => {
  const options = {
    locale,
    globalFormats: {},
    formatters: {
      getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
        new Intl.NumberFormat(...args),
      getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) =>
        new Intl.PluralRules(...args),
    },
  };
  const flat = (said: unknown) => (Array.isArray(said) ? said.flat(5).join('') : said);
  const small = new Map(leaves(compileLeaves(messages[locale])));
  for (const [key, message] of leaves(messages[locale])) {
    const values = valuesFor(String(message));
    const whole = createTranslator({ locale, messages: { message: String(message) } }).rich(
      'message',
      values as never,
    );
    const short = formatOnly(key, small.get(key) as never, values as never, options as never);
    expect([key, flat(short)]).toEqual([key, flat(whole)]);
  }
});

/** A compiled message is a list as well: wrapped, so that only catalogues are walked into. */
const compileLeaves = (tree: object): object =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'object' ? compileLeaves(value) : Reflect.get(compiled({ [key]: value }), key),
    ]),
  );
