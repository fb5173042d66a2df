import type { LegalKind } from '#app/domain/legal/vocabulary.ts';
import { paths } from '#app/http/paths.ts';

export const LEGAL_PATHS: Record<LegalKind, string> = {
  notice: paths.legalNotice(),
  terms: paths.terms(),
  privacy: paths.privacy(),
  accessibility: paths.accessibility(),
};
