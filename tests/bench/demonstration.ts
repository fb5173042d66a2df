/** Waits until the demonstration of a server that has just started was played. */
export async function demonstrationPlayed(origin: string): Promise<void> {
  for (let waited = 0; waited < 240; waited++) {
    const progress: unknown = await (await fetch(`${origin}/demo/progress`)).json();
    if (progress === null && waited > 2) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('the demonstration was not played in four minutes');
}
