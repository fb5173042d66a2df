// Sends a browser only the messages its page speaks, compiled: each module that asks for a namespace is followed by a
// wish for it in the page's language (app/i18n/registry.ts), and a page's module ends by waiting for all of them. The
// reader of ICU syntax stays out of the browser. Development serves them as they are written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import compile from 'icu-minify/compile';

const CATALOGUE = 'app/i18n';
/** Its first argument is always written out: app/i18n/messages-plugin.test.ts. */
export const SPEAKS = /\b(?:useTranslations|titled)(?:<[^()]*>)?\(\s*'([^']+)'/g;
const WISH = 'virtual:wish/';
const WORDS = 'virtual:words/';

/**
 * The namespaces that a module's components speak.
 * @param {string} code
 */
export function namespacesIn(code) {
  return [...new Set([...code.matchAll(SPEAKS)].map(([, name]) => name.split('.')[0]))].sort();
}

/**
 * A catalogue with every message in the form that `use-intl/format-message/format-only` reads.
 * @param {object} tree
 * @returns {object}
 */
export function compiled(tree) {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : compiled(value),
    ]),
  );
}

/** @returns {import('vite').Plugin} */
export function messagesPlugin() {
  let root = process.cwd();
  let building = false;
  const words = (name) => {
    const tree = JSON.parse(readFileSync(join(root, CATALOGUE, `${name}.json`), 'utf8'));
    return `export default ${JSON.stringify(building ? compiled(tree) : tree)}`;
  };
  const wish = (namespace) => {
    const load = (locale) => `${locale}: () => import('${WORDS}${locale}/${namespace}')`;
    return `import { wish } from '/${CATALOGUE}/registry.ts';
wish('${namespace}', { ${load('fr')}, ${load('en')} });`;
  };
  return {
    name: 'messages',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
      building = config.command === 'build';
    },
    resolveId(source, importer, options) {
      if (source.startsWith(WISH) || source.startsWith(WORDS)) return `\0${source}`;
      if (building && !options.ssr && source === 'use-intl/format-message') {
        return this.resolve('use-intl/format-message/format-only', importer, { ...options, skipSelf: true });
      }
      return null;
    },
    load(id) {
      if (id.startsWith(`\0${WISH}`)) return wish(id.slice(WISH.length + 1));
      if (!id.startsWith(`\0${WORDS}`)) return null;
      const name = id.slice(WORDS.length + 1);
      this.addWatchFile(join(root, CATALOGUE, `${name}.json`));
      return words(name);
    },
    transform(code, id, options) {
      const [file] = id.split('?');
      if (options?.ssr || !file.startsWith(join(root, 'app')) || !/\.tsx?$/.test(file)) return null;
      const wishes = namespacesIn(code).map((name) => `import '${WISH}${name}';`);
      const page = /[\\/]routes[\\/][^\\/]+[\\/]route\.tsx$|[\\/]app[\\/]root\.tsx$/.test(file);
      if (page) wishes.push(`import { settled as __settled } from '/${CATALOGUE}/registry.ts';`);
      if (wishes.length === 0) return null;
      // the last line, so that every line keeps its number
      return { code: `${code}\n${wishes.join(' ')}${page ? ' await __settled();' : ''}\n`, map: null };
    },
  };
}
