'use client';
import { useEffect } from 'react';
import { markPageReady } from '@/hooks/page-ready';

/** Stands at the end of a page's content: when it is drawn, so is the rest. */
export function PageReady() {
  useEffect(markPageReady, []);
  return null;
}
