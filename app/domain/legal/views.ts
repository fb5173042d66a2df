/** A version of a text without its words. */
export interface LegalVersion {
  version: number;
  /** YYYY-MM-DD, in Paris */
  effectiveOn: string;
  /** what changes since the version before, in the reader's language */
  changes: string | null;
  /** written by the operator rather than come with the software */
  own: boolean;
}

export interface LegalText extends LegalVersion {
  /** Markdown, in the reader's language */
  text: string;
}

export interface AcceptedTerms {
  version: number;
  effectiveOn: string;
  acceptedAt: string;
}
