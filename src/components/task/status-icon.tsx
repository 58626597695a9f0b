import type { ReactNode } from 'react';
import type { StatusShape } from './status-vocabulary';

const ring = <circle cx="8" cy="8" r="5.75" />;

const DRAWN: Record<StatusShape, ReactNode> = {
  dashed: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.4 2.1" />,
  circle: ring,
  octagon: (
    <>
      <path d="M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4z" />
      <path d="M5.25 8h5.5" />
    </>
  ),
  dot: (
    <>
      {ring}
      <circle cx="8" cy="8" r="2" fill="currentColor" stroke="none" />
    </>
  ),
  arc: (
    <>
      <circle cx="8" cy="8" r="5.75" opacity="0.3" />
      <path d="M8 2.25A5.75 5.75 0 0 1 13.75 8" strokeWidth="2" />
    </>
  ),
  flask: (
    <path d="M6.25 2v4.2L2.9 12.4A1.1 1.1 0 0 0 3.9 14h8.2a1.1 1.1 0 0 0 1-1.6L9.75 6.2V2M5 2h6M4.6 10h6.8" />
  ),
  eye: (
    <>
      <path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  merge: (
    <>
      <circle cx="4.25" cy="3.5" r="1.6" />
      <circle cx="4.25" cy="12.5" r="1.6" />
      <circle cx="11.75" cy="8" r="1.6" />
      <path d="M4.25 5.1v5.8M4.25 5.5C4.5 7.5 6.5 8 10 8" />
    </>
  ),
  diamond: (
    <>
      <path d="M8 1.6 14.4 8 8 14.4 1.6 8z" />
      <path d="M8 5v3.4M8 10.7v.1" strokeWidth="1.9" />
    </>
  ),
  stopping: (
    <>
      {ring}
      <rect x="5.9" y="5.9" width="4.2" height="4.2" fill="currentColor" stroke="none" />
    </>
  ),
  check: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none" />
      <path d="m5.2 8.2 2 2 3.7-4.2" stroke="var(--panel)" strokeWidth="1.8" />
    </>
  ),
  cross: (
    <>
      {ring}
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" strokeWidth="1.8" />
    </>
  ),
  slash: (
    <>
      {ring}
      <path d="m4 12 8-8" />
    </>
  ),
  skip: <path d="m3 3.5 6 4.5-6 4.5zM12.5 3.5v9" />,
};

/** The shape of a status. Always stands beside its word, so it is hidden from screen readers. */
export function StatusIcon({ shape, className = 'size-4' }: { shape: StatusShape; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={shape === 'arc' ? `turning ${className}` : className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {DRAWN[shape]}
    </svg>
  );
}
