import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError } from './api-error';

/** A session that ends while a page is open: the page is read again, and then asks who is there. */
export function useSessionEnd(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (error instanceof ApiError && error.code === 'UNAUTHORIZED') window.location.reload();
      }),
    [client],
  );
}
