import { countOf } from '../ui/format-count';

/** The words of the editor of a flow: its head, its notices and the names of its views. */
export const words = {
  head: {
    of: (ref: string, version: number) => `${ref}, version ${version}`,
    changed: 'changed',
    name: 'Name',
    add: 'Add a node',
    undo: 'Undo',
    undoKeys: 'Undo (Control+Z)',
    redo: 'Redo',
    redoKeys: 'Redo (Control+Shift+Z)',
    layOut: 'Lay out',
    layOutKeys: 'Lay out (Shift+A)',
    save: 'Save',
  },
  layOut: 'Lay the nodes out',
  saved: (version: number) => `Saved as version ${version}`,
  unsaved: 'The flow was not saved',
  stale: {
    told: (theirs: number, mine: number) =>
      `Somebody saved version ${theirs} while you changed version ${mine}. Nothing of yours is lost: it is kept in this browser.`,
    load: (version: number) => `Load version ${version}, drop mine`,
    keep: 'Keep mine as a new flow',
    over: 'Save mine over it',
  },
  draft: { told: 'Changes that were not saved are shown again.', discard: 'Discard them' },
  view: 'View',
  views: {
    canvas: 'Canvas',
    outline: 'Outline',
    json: 'JSON',
    forecast: 'Dry run',
    simulation: 'Simulate',
    versions: 'Versions',
  },
  align: {
    of: (n: number) => `Place ${countOf(n, 'chosen node')}`,
    left: 'Align left',
    top: 'Align top',
    across: 'Distribute across',
    down: 'Distribute down',
  },
  noNodes: 'No nodes yet. Add one above.',
  problems: 'Problems',
  inspector: 'Inspector',
};
