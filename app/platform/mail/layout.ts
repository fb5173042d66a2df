import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import { escaped } from '#app/platform/mail/escape.ts';
import { type LetterSection, sectionAsHtml, sectionAsText } from '#app/platform/mail/sections.ts';

/** A message as its writer sees it: plain sentences. Nothing in it is HTML. */
export interface Letter {
  subject: string;
  hello?: string;
  lines: string[];
  facts?: [label: string, value: string][];
  /** Lists of things to go and see, each under its title. */
  sections?: LetterSection[];
  button?: { label: string; url: string };
  after?: string[];
  why: string;
  /** How to receive no more of these: a link at the end, and what mail programs offer by themselves (RFC 8058). */
  unsubscribe?: { label: string; url: string };
}

export interface Rendered {
  subject: string;
  text: string;
  html: string;
  unsubscribeUrl: string | null;
}

const INK = '#22302b';
const ACCENT = '#a4401e';
const SANS = "'Atkinson Hyperlegible',system-ui,-apple-system,'Segoe UI',sans-serif";
const DARK = `@media (prefers-color-scheme:dark){body,main{background:#17201d!important;color:#eef2ec!important}
.quiet{color:#a9b6ae!important}a.button{background:#e2835c!important;color:#17201d!important}dl{border-color:#3b4a44!important}}`;

/** The same message as text and as HTML: one column, one button, readable in the dark, no table and no picture. */
export function layOut(locale: Locale, { why, ...rest }: Letter, { repliesRead = false } = {}): Rendered {
  const t = translator(locale, 'mails.layout');
  const letter = { ...rest, why: repliesRead ? why : `${why} ${t('replies')}` };
  const subject = letter.subject.replace(/\p{Cc}+/gu, ' ').trim();
  return {
    subject,
    text: asText(locale, letter, t('signature')),
    html: asHtml(locale, letter, t('fallback'), t('signature')),
    unsubscribeUrl: letter.unsubscribe?.url ?? null,
  };
}

function asText(locale: Locale, letter: Letter, signature: string): string {
  const colon = locale === 'fr' ? '\u00a0:' : ':';
  const blocks = [
    letter.hello,
    ...letter.lines,
    letter.facts?.map(([label, value]) => `${label}${colon} ${value}`).join('\n'),
    ...(letter.sections ?? []).map((section) => sectionAsText(section, colon)),
    letter.button && `${letter.button.label}${colon}\n${letter.button.url}`,
    ...(letter.after ?? []),
    `-- \n${signature}\n${letter.why}`,
    letter.unsubscribe && `${letter.unsubscribe.label}${colon}\n${letter.unsubscribe.url}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function asHtml(locale: Locale, letter: Letter, fallback: string, signature: string): string {
  const quiet = 'class="quiet" style="margin:0 0 12px;font-size:14px;line-height:1.5;color:#5b6862"';
  const line = (text: string) => `<p style="margin:0 0 16px">${escaped(text)}</p>`;
  const facts = (letter.facts ?? [])
    .map(
      ([label, value]) =>
        `<dt ${quiet.replace('0 0 12px', '0')}>${escaped(label)}</dt><dd style="margin:0 0 10px">${escaped(value)}</dd>`,
    )
    .join('');
  const button = letter.button
    ? `<p style="margin:24px 0"><a class="button" href="${escaped(letter.button.url)}" style="display:inline-block;padding:13px 22px;border-radius:8px;background:${ACCENT};color:#fff;font-weight:700;text-decoration:none">${escaped(letter.button.label)}</a></p>
<p ${quiet}>${escaped(fallback)}<br><span style="word-break:break-all">${escaped(letter.button.url)}</span></p>`
    : '';
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escaped(letter.subject)}</title><style>${DARK}</style></head>
<body style="margin:0;background:#f4f1ea;color:${INK};font:17px/1.55 ${SANS}">
<main style="display:block;max-width:560px;margin:0 auto;padding:28px 22px;background:#fffdf8">
<p style="margin:0 0 20px;font-weight:700;font-size:20px">Gisement</p>
${letter.hello ? line(letter.hello) : ''}
${letter.lines.map(line).join('\n')}
${facts ? `<dl style="margin:20px 0;padding:2px 0 2px 14px;border-left:3px solid #d8d2c4">${facts}</dl>` : ''}
${(letter.sections ?? []).map(sectionAsHtml).join('\n')}
${button}
${(letter.after ?? []).map((text) => `<p ${quiet}>${escaped(text)}</p>`).join('\n')}
<p ${quiet.replace('margin:0 0 12px', 'margin:28px 0 0')}>${escaped(signature)}<br>${escaped(letter.why)}</p>
${letter.unsubscribe ? `<p ${quiet}><a class="quiet" href="${escaped(letter.unsubscribe.url)}" style="color:#5b6862">${escaped(letter.unsubscribe.label)}</a></p>` : ''}
</main></body></html>
`;
}
