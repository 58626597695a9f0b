'use client';
import { useEffect } from 'react';
import { useChange } from '@/hooks/use-change';

/** Counts what somebody was told of this page as read, once they look at it. */
export function ReadHere({ path }: { path: string }) {
  const { mutate } = useChange('readNotifications');
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && mutate({ body: { url: path } });
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [path, mutate]);
  return null;
}
