import type { Heading, Link, Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { LEGAL_SETTINGS, type LegalSetting, type LegalSettings } from '#app/domain/legal/vocabulary.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { namedPage } from './pages.ts';
import type { Block, Inline } from './tree.ts';

export interface ProseFacts {
  locale: Locale;
  settings?: LegalSettings;
  /** Other names a text may cite between double braces: the site's address, a delay in force. */
  values?: Readonly<Record<string, string>>;
}

const CITED = /\{\{([a-z_]+)\}\}/g;
const OUTSIDE = /^(?:https:\/\/|mailto:|tel:)/;

const isSetting = (name: string): name is LegalSetting => Object.hasOwn(LEGAL_SETTINGS, name);

/**
 * A text of the project or of its operator, read as CommonMark: titles, paragraphs, lists, bold and links. HTML, images and
 * links to anything but https, mail, phone or our own pages come out as plain words.
 */
export function proseOf(markdown: string, facts: ProseFacts): Block[] {
  return fromMarkdown(markdown).children.flatMap((node) => blockOf(node, facts));
}

/** Every page and word a text names, for the test that looks for each. */
export function namesIn(markdown: string): { pages: string[]; words: string[]; cited: string[] } {
  const urls = [...markdown.matchAll(/\]\(([a-z]+):([^)\s]+)\)/g)];
  const of = (scheme: string) => urls.filter(([, s]) => s === scheme).map(([, , name]) => name ?? '');
  return {
    pages: of('page'),
    words: of('term'),
    cited: [...markdown.matchAll(CITED)].map(([, name]) => name ?? ''),
  };
}

function blockOf(node: RootContent, facts: ProseFacts): Block[] {
  if (node.type === 'heading') return [headingOf(node, facts)];
  if (node.type === 'paragraph') {
    return isLeftOut(node, facts) ? [] : [{ kind: 'paragraph', of: inlines(node.children, facts) }];
  }
  if (node.type === 'list') {
    const items = node.children
      .map((item) => item.children.flatMap((child) => blockOf(child, facts)))
      .filter((item) => item.length > 0);
    return items.length > 0 ? [{ kind: 'list', ordered: node.ordered ?? false, items }] : [];
  }
  const words = textOf(node);
  return words ? [{ kind: 'paragraph', of: [{ kind: 'text', text: words }] }] : [];
}

function headingOf(node: Heading, facts: ProseFacts): Block {
  const id = textOf(node)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return { kind: 'heading', level: node.depth <= 2 ? 2 : 3, id, of: inlines(node.children, facts) };
}

/** A line about something the operator need not have is not written when it has none. */
function isLeftOut(node: Nodes, { settings }: ProseFacts): boolean {
  return [...textOf(node).matchAll(CITED)].some(
    ([, name = '']) => isSetting(name) && !LEGAL_SETTINGS[name].required && !settings?.[name],
  );
}

const inlines = (nodes: PhrasingContent[], facts: ProseFacts): Inline[] =>
  nodes.flatMap((node) => inlineOf(node, facts));

function inlineOf(node: PhrasingContent, facts: ProseFacts): Inline[] {
  if (node.type === 'text') return withValues(node.value, facts);
  if (node.type === 'strong' || node.type === 'emphasis')
    return [{ kind: 'strong', of: inlines(node.children, facts) }];
  if (node.type === 'link') return [linkOf(node, facts)];
  return [{ kind: 'text', text: textOf(node) }];
}

function linkOf(node: Link, facts: ProseFacts): Inline {
  const of = inlines(node.children, facts);
  const [, scheme, name = ''] = /^([a-z]+):(.*)$/.exec(node.url) ?? [];
  if (scheme === 'term') return { kind: 'term', word: name, of };
  const page = scheme === 'page' ? namedPage(name) : null;
  if (page) {
    const title: Inline[] = [{ kind: 'text', text: page.title(facts.locale) }];
    return { kind: 'link', to: page.to, of: of.length > 0 ? of : title };
  }
  if (OUTSIDE.test(node.url) || /^\/(?![/\\])/.test(node.url)) return { kind: 'link', to: node.url, of };
  return { kind: 'strong', of };
}

/** `{{contact_email}}` becomes what the operator said, as a link where it is one, or a mark that it said nothing. */
function withValues(text: string, { settings = {}, values = {} }: ProseFacts): Inline[] {
  return text
    .split(CITED)
    .map((part, index): Inline => {
      if (index % 2 === 0) return { kind: 'text', text: part };
      if (Object.hasOwn(values, part)) return { kind: 'text', text: values[part] ?? '' };
      if (!isSetting(part)) return { kind: 'text', text: `{{${part}}}` };
      const said = settings[part];
      return said ? settingOf(part, said) : { kind: 'missing', name: part };
    })
    .filter((one) => one.kind !== 'text' || one.text !== '');
}

const SCHEMES = { email: 'mailto:', website: '', phone: 'tel:', line: null } as const;

function settingOf(name: LegalSetting, said: string): Inline {
  const text: Inline = { kind: 'text', text: said };
  const { kind } = LEGAL_SETTINGS[name];
  const scheme = SCHEMES[kind];
  if (scheme === null || (kind === 'website' && !said.startsWith('https://'))) return text;
  return {
    kind: 'link',
    to: scheme + (kind === 'phone' ? said.replaceAll(/[^+\d]/g, '') : said),
    of: [text],
  };
}

/** The words of a node, without what is not words. */
function textOf(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
