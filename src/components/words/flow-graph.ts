import { countOf } from '../ui/format-count';

/** The words of a flow that is drawn, to be edited or to be watched. */
export const words = {
  map: 'Map of the flow',
  look: 'How the flow is looked at',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show all of it',
  /** What a key does to a node or an edge that has the focus. */
  keys: {
    edit: 'Enter or Space chooses this node, the arrows move it, Delete removes it and Escape lets it go.',
    watch: 'Enter or Space shows this node beside the graph and Escape lets it go.',
    edge: 'Enter or Space chooses this edge, Delete removes it and Escape lets it go.',
    moved: (way: string, x: number, y: number) => `Moved ${way}, to ${x} across and ${y} down.`,
    ways: { up: 'up', down: 'down', left: 'left', right: 'right' },
  },
  edge: {
    again: (most: number | undefined) => `again, ${most} at most`,
    if: 'if',
    fromTo: (source: string, target: string) => `From ${source} to ${target}`,
  },
  node: {
    faulty: 'has a fault',
    within: (n: number) => `${countOf(n, 'node')} within`,
    tries: 'Which of its tries',
  },
};
