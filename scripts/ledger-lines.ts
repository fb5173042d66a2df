import { createHash } from 'node:crypto';
import { big, type Line, type Tx } from './ledger-figures.ts';

/** In the order of the constraint movement_hash, then the other half of a pair in version 2; `at_us` is `at` in microseconds since 1970, `counts` 1 or 0. */
const HASHED = [
  ...['hv', 'lot_id', 'seq', 'kind', 'src', 'dst', 'qty', 'type_code', 'unit_mass_g', 'unit_low_g'],
  ...['unit_high_g', 'factor_version', 'mass_g', 'low_g', 'high_g', 'evidence', 'basis', 'reservation_id'],
  ...['handover_id', 'corrects', 'correction_id', 'reason', 'holder_organisation_id', 'holder_kind'],
  ...['taker_organisation_id', 'taker_kind', 'legal_line', 'fate', 'purpose', 'substitution', 'distance_m'],
  ...['origin_commune', 'destination_commune', 'counted_on', 'counts', 'actor_organisation_id'],
  ...['actor_person_id', 'command_key', 'at_us'],
  ...['available', 'held', 'collected', 'recycled', 'landfilled', 'kept', 'lost'],
];
export const ACCOUNTS = ['available', 'held', 'collected', 'recycled', 'landfilled', 'kept', 'lost'] as const;
const SPREAD: Record<string, bigint> = { A: 2n, B: 10n, C: 25n, D: 35n };

const asText: Record<string, string> = {
  at_us: '(extract(epoch from m.at) * 1000000)::bigint::text as at_us',
  counted_on: "to_char(m.counted_on, 'YYYY-MM-DD') as counted_on",
  counts: 'm.counts::int::text as counts',
};

/** Lines of lots `after` < lot <= `upTo` in order, with what the other half of a transfer says and whether the material had counted before. */
export const movementsOf = (tx: Tx, after: string, upTo: string) =>
  tx.unsafe(
    `select ${HASHED.map((column) => asText[column] ?? `m.${column}::text`).join(', ')},
            m.peer_lot_id::text, m.peer_seq::text, encode(m.prev_hash, 'hex') as prev_hash, encode(m.hash, 'hex') as hash,
            l.origin_counted::int::text as origin_counted, p.lot_id is not null and p.peer_lot_id = m.lot_id and p.peer_seq = m.seq
              and (p.src, p.dst, p.qty, p.mass_g, p.type_code) = (m.dst, m.src, m.qty, m.mass_g, m.type_code) as paired
       from ledger.movement m left join public.lot l on l.id = m.lot_id
       left join ledger.movement p on p.lot_id = m.peer_lot_id and p.seq = m.peer_seq
      where m.lot_id > ${after} and m.lot_id <= ${upTo} order by m.lot_id, m.seq`,
  );

const rounded = (product: bigint, by: bigint) => (product + by / 2n) / by;

/** What is wrong with a line that follows `before` in its lot. */
export function problemsOf(line: Line, before: Line | undefined): string[] {
  const problems: string[] = [];
  if (big(line, 'seq') !== big(before, 'seq') + 1n) problems.push(`follows line ${before?.seq ?? 'nothing'}`);
  if (line.prev_hash !== (before?.hash ?? '')) problems.push('its chain is broken');
  const link = line.hv === '2' ? `|${line.peer_lot_id}|${line.peer_seq}` : '';
  const body = HASHED.map((column) => line[column] ?? '').join('|') + link;
  const hash = createHash('sha256')
    .update(Buffer.from(line.prev_hash ?? '', 'hex'))
    .update(body, 'utf8')
    .digest('hex');
  if (hash !== line.hash) problems.push('its hash is not that of its content');
  for (const account of ACCOUNTS) {
    const moved =
      (line.dst === account ? big(line, 'qty') : 0n) - (line.src === account ? big(line, 'qty') : 0n);
    if (big(line, account) !== big(before, account) + moved)
      problems.push(`account ${account} does not add up`);
  }
  if (line.peer_lot_id && !line.paired) problems.push('its other half is missing or says something else');
  return [...problems, ...massProblems(line)];
}

function massProblems(line: Line): string[] {
  const [mass, low, high, qty] = [
    big(line, 'mass_g'),
    big(line, 'low_g'),
    big(line, 'high_g'),
    big(line, 'qty'),
  ];
  const spread = SPREAD[line.evidence ?? ''];
  if (spread === undefined) return ['its evidence is unknown'];
  const ranged = line.evidence === 'D';
  const expectedLow =
    ranged && line.unit_low_g
      ? rounded(qty * big(line, 'unit_low_g'), 1000n)
      : rounded(mass * (100n - spread), 100n);
  const expectedHigh =
    ranged && line.unit_high_g
      ? rounded(qty * big(line, 'unit_high_g'), 1000n)
      : rounded(mass * (100n + spread), 100n);
  const counted = line.evidence === 'A' || mass === rounded(qty * big(line, 'unit_mass_g'), 1000n);
  return counted && low === expectedLow && high === expectedHigh
    ? []
    : ['its mass does not stand with its evidence'];
}
