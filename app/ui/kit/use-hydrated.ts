import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and in the page as it arrives, true once its script runs: for what only works with a script. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
