import { useFrame } from '#app/http/frame.ts';
import { scriptText } from './structured-data.ts';

/** What search engines read of the page; for the browser it is no script. */
export function StructuredData({ data }: { data: unknown }) {
  const { nonce } = useFrame();
  if (!data) return null;
  return (
    <script
      type="application/ld+json"
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON whose every < > & is escaped (scriptText)
      dangerouslySetInnerHTML={{ __html: scriptText(data) }}
    />
  );
}
