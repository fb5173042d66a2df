import type { FieldAnswer, FieldData } from '#app/domain/field/views.ts';

const OPEN: readonly string[] = ['accepted', 'scheduled'];

/** The snapshot once an entry is done: what stands there replaces what was known. */
export function afterDone(data: FieldData, answer: Extract<FieldAnswer, { lot: unknown }>): FieldData {
  const { lot, handOver } = answer;
  return {
    ...data,
    lots: lot ? replaced(data.lots, lot, ({ publicId }) => publicId) : data.lots,
    handOvers: handOver
      ? replaced(data.handOvers, handOver, ({ reservation }) => reservation).filter(({ state }) =>
          OPEN.includes(state),
        )
      : data.handOvers,
  };
}

function replaced<T>(all: readonly T[], one: T, idOf: (each: T) => string): T[] {
  const id = idOf(one);
  const known = all.some((each) => idOf(each) === id);
  return known ? all.map((each) => (idOf(each) === id ? one : each)) : [one, ...all];
}
