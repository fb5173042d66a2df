/** Runs tasks one after the other, `waiting` in line at most; `full` makes the error given to whoever comes beyond. */
export function oneAtATime(waiting: number, full: () => Error): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let inLine = 0;
  return async (task) => {
    if (inLine > waiting) throw full();
    inLine += 1;
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      inLine -= 1;
    }
  };
}
