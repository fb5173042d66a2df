import { Fragment } from 'react';

const ADDRESS = /(https?:\/\/[^\s"'<>]+)/;

/** A mail's text, paragraph by paragraph, with its addresses as links. */
export function Letter({ text, locale }: { text: string; locale: string }) {
  return (
    <div lang={locale} className="space-y-4">
      {text
        .trim()
        .split(/\n{2,}/)
        .map((paragraph, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text that does not change
          <p key={at} className="break-words whitespace-pre-line">
            {paragraph.split(ADDRESS).map((piece, index) =>
              ADDRESS.test(piece) ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a text that does not change
                <a key={index} href={piece} className="link break-all">
                  {piece}
                </a>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a text that does not change
                <Fragment key={index}>{piece}</Fragment>
              ),
            )}
          </p>
        ))}
    </div>
  );
}
