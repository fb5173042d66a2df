const SAID = ['weather', 'strike', 'other', 'postponed', 'closed'] as const;

/** Key of the words for a reason kept as a code; one that has none is "other". */
export const reasonKey = (code: string): (typeof SAID)[number] => SAID.find((one) => one === code) ?? 'other';
