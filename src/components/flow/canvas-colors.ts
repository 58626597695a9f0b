import type { CSSProperties } from 'react';

/** The library's own colours follow the theme of the page. */
export const CANVAS_COLORS = {
  '--xy-edge-stroke-default': 'var(--control)',
  '--xy-edge-stroke-selected-default': 'var(--accent)',
  '--xy-edge-label-color-default': 'var(--ink)',
  '--xy-edge-label-background-color-default': 'var(--panel)',
  '--xy-controls-button-background-color-default': 'var(--panel)',
  '--xy-controls-button-background-color-hover-default': 'var(--surface-2)',
  '--xy-controls-button-color-default': 'var(--ink)',
  '--xy-controls-button-color-hover-default': 'var(--ink)',
  '--xy-controls-button-border-color-default': 'var(--line)',
  '--xy-minimap-background-color-default': 'var(--panel)',
  '--xy-minimap-node-background-color-default': 'var(--control)',
  '--xy-background-pattern-dots-color-default': 'var(--control)',
} as CSSProperties;
