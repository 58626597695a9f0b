import { useEffect, useState } from 'react';

/** What stands behind the # of the address, which no server sees; null until the browser was asked. */
export function useLinkSecret(): string | null {
  const [secret, setSecret] = useState<string | null>(null);
  useEffect(() => setSecret(window.location.hash.slice(1)), []);
  return secret;
}
