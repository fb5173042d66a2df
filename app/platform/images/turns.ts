/**
 * One task at a time, those asked `now` before those asked `later`. At most `waiting` of the first kind stand in line;
 * `full` makes the error given to whoever comes beyond.
 */
export function takingTurns(waiting: number, full: () => Error) {
  const lines = { now: [] as (() => void)[], later: [] as (() => void)[] };
  let busy = false;

  function next() {
    const start = lines.now.shift() ?? lines.later.shift();
    busy = start !== undefined;
    start?.();
  }

  return async function inTurn<T>(when: 'now' | 'later', task: () => Promise<T>): Promise<T> {
    if (when === 'now' && lines.now.length >= waiting) throw full();
    if (busy) await new Promise<void>((start) => lines[when].push(start));
    busy = true;
    try {
      return await task();
    } finally {
      next();
    }
  };
}
