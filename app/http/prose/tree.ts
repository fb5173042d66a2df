import type { LegalSetting } from '#app/domain/legal/vocabulary.ts';

/** What a text of the project or of its operator becomes before it is drawn: no markup of its own survives. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; of: Inline[] }
  | { kind: 'link'; to: string; of: Inline[] }
  /** a word of the glossary */
  | { kind: 'term'; word: string; of: Inline[] }
  /** what the operator has not said yet */
  | { kind: 'missing'; name: LegalSetting };

export type Block =
  | { kind: 'heading'; level: 2 | 3; id: string; of: Inline[] }
  | { kind: 'paragraph'; of: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] };
