import { escaped } from '#app/platform/mail/escape.ts';

/** Things to go and see, under a title. */
export interface LetterSection {
  title: string;
  items: { title: string; url: string; details: string[] }[];
  /** Where the whole list is. */
  more?: { label: string; url: string };
}

export function sectionAsText({ title, items, more }: LetterSection, colon: string): string {
  const listed = items.map((item) => [`* ${item.title}`, ...item.details, item.url].join('\n  '));
  const rest = more ? [`${more.label}${colon}\n${more.url}`] : [];
  return [`${title}\n${'-'.repeat(Math.min(60, title.length))}`, ...listed, ...rest].join('\n\n');
}

export function sectionAsHtml({ title, items, more }: LetterSection): string {
  const listed = items
    .map(
      (
        item,
      ) => `<li style="margin:0 0 14px"><a href="${escaped(item.url)}" style="font-weight:700;color:inherit">${escaped(item.title)}</a>
${item.details.map((line) => `<br>${escaped(line)}`).join('')}</li>`,
    )
    .join('\n');
  const rest = more
    ? `<p style="margin:0 0 16px"><a href="${escaped(more.url)}" style="color:inherit">${escaped(more.label)}</a></p>`
    : '';
  return `<h2 style="margin:26px 0 12px;font-size:18px">${escaped(title)}</h2>
<ul style="margin:0 0 14px;padding:0 0 0 20px">
${listed}
</ul>
${rest}`;
}
