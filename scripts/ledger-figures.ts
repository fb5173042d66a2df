import type postgres from 'postgres';

export type Tx = postgres.TransactionSql<{ bigint: number }>;
/** A row whose every column was read as text: what is hashed is what is compared. */
export type Line = Record<string, string | null>;
export type Found = (what: string) => void;

export const big = (line: Line | undefined, column: string) => BigInt(line?.[column] ?? 0);

/** The figures that counting movements add up to, by table and key, compared with the ones kept. */
export async function places(tx: Tx) {
  const communes = new Map<string, [string, string][]>();
  const epci = new Map<string, string>();
  for (const c of await tx`select code, departement_code, epci_siren, ept_code, region_code from public.commune`) {
    const levels: [string, string | null][] = [
      ['commune', c.code],
      ['departement', c.departement_code],
      ['epci', c.epci_siren],
      ['ept', c.ept_code],
      ['france', 'fr'],
      ['region', c.region_code],
    ];
    communes.set(
      c.code,
      levels.filter((level): level is [string, string] => level[1] !== null),
    );
    epci.set(c.code, c.epci_siren ?? 'none');
  }
  const sums = new Map<string, [bigint, bigint, bigint, bigint]>();
  const plus = (key: string, [mass, low, high, times]: [bigint, bigint, bigint, bigint]) => {
    const sum = sums.get(key) ?? [0n, 0n, 0n, 0n];
    sums.set(key, [sum[0] + mass, sum[1] + low, sum[2] + high, sum[3] + times]);
  };
  const signOf = (line: Line) => (line.kind === 'reverse' || line.kind === 'discard' ? -1n : 1n);
  /** What is thrown away afterwards takes its mass off; its hand-over stays one. */
  const timesOf = (line: Line) => (line.kind === 'discard' || line.kind === 'restore' ? 0n : signOf(line));
  const monthOf = (line: Line) => `${line.counted_on?.slice(0, 7)}-01`;
  const viewsOf = (line: Line) =>
    [
      ['origin', communes.get(line.origin_commune ?? '') ?? []],
      ['destination', communes.get(line.destination_commune ?? '') ?? []],
    ] as const;
  /** Other use and new surplus, with change of owner: kept aside. */
  const addAside = (line: Line) => {
    if (line.legal_line !== 'other_use' && line.legal_line !== 'new_surplus') return;
    // a lot whose material had counted before it came here adds nothing, on any line
    if (line.taker_organisation_id === line.holder_organisation_id || line.origin_counted === '1') return;
    const sign = signOf(line);
    for (const [view, places] of viewsOf(line)) {
      for (const [level, code] of places) {
        const key = ['total_aside', level, code, monthOf(line), view, line.legal_line].join(' ');
        plus(key, [sign * big(line, 'mass_g'), 0n, 0n, timesOf(line)]);
      }
    }
  };
  const add = (line: Line) => {
    addAside(line);
    if (line.counts !== '1') return;
    const sign = signOf(line);
    const values: [bigint, bigint, bigint, bigint] = [
      sign * big(line, 'mass_g'),
      sign * big(line, 'low_g'),
      sign * big(line, 'high_g'),
      timesOf(line),
    ];
    const month = monthOf(line);
    for (const [view, places] of viewsOf(line)) {
      for (const [level, code] of places) {
        plus(
          ['total', level, code, month, view, line.type_code, line.evidence, line.legal_line].join(' '),
          values,
        );
        plus(['total_kind', level, code, month, view, line.holder_kind, line.taker_kind].join(' '), values);
      }
    }
    const from = epci.get(line.origin_commune ?? '') ?? 'none';
    const to = line.destination_commune ? (epci.get(line.destination_commune) ?? 'none') : 'unknown';
    plus(['flow', from, to, month].join(' '), [values[0], 0n, 0n, values[3]]);
  };
  /** What the last word of each taker confirms, on the keys of its hand-over. */
  const confirm = async (tx: Tx) => {
    const words = tx`
      select distinct on (o.reservation_id) (o.installed + o.resold)::text as part, m.qty::text, m.mass_g::text, m.low_g::text, m.high_g::text,
             to_char(m.counted_on, 'YYYY-MM-DD') as counted_on, m.counts::int::text as counts, m.type_code, m.evidence, m.legal_line,
             m.origin_commune, m.destination_commune
        from ledger.outcome o join ledger.movement m on m.lot_id = o.lot_id and m.seq = o.seq order by o.reservation_id, o.nth desc`;
    for await (const rows of words.cursor(2000)) {
      for (const word of rows as unknown as Line[]) {
        const part = big(word, 'part');
        if (word.counts !== '1' || part === 0n) continue;
        const share = (column: string) => (big(word, column) * part) / big(word, 'qty');
        for (const [view, places] of viewsOf(word)) {
          for (const [level, code] of places) {
            const cut = [monthOf(word), view, word.type_code, word.evidence, word.legal_line];
            plus(['total_confirmed', level, code, ...cut].join(' '), [
              ...([share('mass_g'), share('low_g'), share('high_g')] as const),
              1n,
            ]);
          }
        }
      }
    }
  };
  const compare = async (tx: Tx, found: Found) => {
    const kept = tx`
      select concat_ws(' ', 'total', level, code, month, view, type_code, evidence, legal_line) as key, mass_g::text, low_g::text, high_g::text, handovers::text from ledger.total
      union all select concat_ws(' ', 'total_confirmed', level, code, month, view, type_code, evidence, legal_line), mass_g::text, low_g::text, high_g::text, handovers::text from ledger.total_confirmed
      union all select concat_ws(' ', 'total_kind', level, code, month, view, holder_kind, taker_kind), mass_g::text, low_g::text, high_g::text, handovers::text from ledger.total_kind
      union all select concat_ws(' ', 'total_aside', level, code, month, view, legal_line), mass_g::text, '0', '0', handovers::text from ledger.total_aside
      union all select concat_ws(' ', 'flow', origin_epci, destination_epci, month), mass_g::text, '0', '0', handovers::text from ledger.flow`;
    for await (const rows of kept.cursor(2000)) {
      for (const row of rows as unknown as Line[]) {
        const sum = sums.get(String(row.key)) ?? [0n, 0n, 0n, 0n];
        sums.delete(String(row.key));
        if (
          ['mass_g', 'low_g', 'high_g', 'handovers'].some((column, index) => big(row, column) !== sum[index])
        ) {
          found(`figure ${row.key}: it is not the sum of its movements`);
        }
      }
    }
    for (const [key, sum] of sums)
      if (sum.some((value) => value !== 0n)) found(`figure ${key}: it is missing`);
  };
  return { add, confirm, compare };
}
