import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether the page's scripts listen already; false in what the server draws, and until that has come alive. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
