'use client';
import { FaviconDot } from './favicon-dot';
import { TitleCount } from './title-count';

/** What the browser's tab says of the page: its title and its icon. */
export function TabMarks() {
  return (
    <>
      <TitleCount />
      <FaviconDot />
    </>
  );
}
