import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** Over the button that makes an account: what pressing it accepts. The pages open beside the form, which keeps what was typed. */
export function Agree({ to }: { to: 'signup' | 'join' | 'guest' }) {
  const t = useTranslations('legal.agree');
  return (
    <p className="text-sm text-muted">
      {t.rich(to, {
        terms: (words) => (
          <TextLink to={paths.terms()} target="_blank">
            {words}
          </TextLink>
        ),
        privacy: (words) => (
          <TextLink to={paths.privacy()} target="_blank">
            {words}
          </TextLink>
        ),
      })}
    </p>
  );
}
