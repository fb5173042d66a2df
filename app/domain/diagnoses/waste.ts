/**
 * Entries of the European waste list (decision 2000/532/CE) a building gives: chapter 17 whole, and what equipment and
 * packaging are filed under. `*` is dangerous.
 */
const LISTED: Record<string, string> = {
  '1701': '01 02 03 06* 07',
  '1702': '01 02 03 04*',
  '1703': '01* 02 03*',
  '1704': '01 02 03 04 05 06 07 09* 10* 11',
  '1705': '03* 04 05* 06 07* 08',
  '1706': '01* 03* 04 05*',
  '1708': '01* 02',
  '1709': '01* 02* 03* 04',
  '1501': '01 02 03 04 05 06 07 09 10* 11*',
  '1502': '02* 03',
  '1602': '09* 10* 11* 12* 13* 14 15* 16',
  '1606': '01* 02* 03* 04 05 06*',
  '2001':
    '01 02 08 10 11 13* 14* 15* 17* 19* 21* 23* 25 26* 27* 28 29* 30 31* 32 33* 34 35* 36 37* 38 39 40 41 99',
  '2003': '01 02 03 04 06 07 99',
};

const dangerous = new Map(
  Object.entries(LISTED).flatMap(([chapter, ends]) =>
    ends.split(' ').map((end) => [chapter + end.slice(0, 2), end.endsWith('*')] as const),
  ),
);

export type WasteReading =
  | { code: string; dangerous: boolean; listed: boolean }
  /** not six digits of an existing chapter */
  | null;

/** "17 02 01", "170201", "17.02.01*" -> its usual writing. Chapters 17, and those named above, are known whole. */
export function readWasteCode(text: string): WasteReading {
  const found = /^(\d{2})[ .\-\u00a0\u202f]?(\d{2})[ .\-\u00a0\u202f]?(\d{2})\s*(\*?)$/.exec(text.trim());
  if (!found) return null;
  const [, chapter = '', group = '', entry = '', star = ''] = found;
  if (Number(chapter) < 1 || Number(chapter) > 20) return null;
  const known = dangerous.get(chapter + group + entry);
  if (known === undefined && chapter === '17') return null;
  const isDangerous = known ?? star === '*';
  const code = `${chapter} ${group} ${entry}${isDangerous || star ? '*' : ''}`;
  return { code, dangerous: isDangerous || star === '*', listed: known !== undefined };
}
