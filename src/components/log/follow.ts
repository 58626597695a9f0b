/** How far a reader must scroll up, in pixels, before the log stops following its end. */
export const LET_GO_PX = 120;
const AT_END_PX = 8;

export interface Follow {
  following: boolean;
  /** Rows that arrived since the reader let go. */
  unseen: number;
  selecting: boolean;
  /** Where the top stood when the end was last in view. */
  pinnedTop: number;
}
export type FollowEvent =
  | { type: 'scrolled'; by: 'reader' | 'layout'; top: number; distance: number }
  | { type: 'appended'; rows: number }
  | { type: 'jumped' }
  | { type: 'left' }
  | { type: 'selecting'; active: boolean };

export const followFromStart: Follow = { following: true, unseen: 0, selecting: false, pinnedTop: 0 };

/**
 * The one place that decides whether the log follows its end.
 * `pin` says: scroll to the end now. Only the reader's own scrolling lets go; a selection is never fought.
 */
export function followStep(state: Follow, event: FollowEvent): { state: Follow; pin: boolean } {
  switch (event.type) {
    case 'scrolled':
      return event.by === 'reader' ? readerScrolled(state, event) : layoutScrolled(state, event);
    case 'appended':
      if (state.following && !state.selecting) return { state, pin: true };
      return { state: { ...state, unseen: state.unseen + event.rows }, pin: false };
    case 'jumped':
      return { state: { ...state, following: true, unseen: 0 }, pin: true };
    case 'left':
      return { state: { ...state, following: false }, pin: false };
    case 'selecting':
      return {
        state: { ...state, selecting: event.active, unseen: event.active ? state.unseen : caughtUp(state) },
        pin: !event.active && state.following,
      };
  }
}

const caughtUp = (state: Follow) => (state.following ? 0 : state.unseen);

function readerScrolled(state: Follow, { top, distance }: { top: number; distance: number }) {
  if (distance <= AT_END_PX)
    return { state: { ...state, following: true, unseen: 0, pinnedTop: top }, pin: false };
  const letGo = state.following && state.pinnedTop - top > LET_GO_PX;
  return { state: letGo ? { ...state, following: false } : state, pin: false };
}

/** Rows were measured or the panel was resized: the end moved, not the reader. */
function layoutScrolled(state: Follow, { top, distance }: { top: number; distance: number }) {
  if (!state.following) return { state, pin: false };
  return {
    state: { ...state, pinnedTop: Math.max(state.pinnedTop, top) },
    pin: distance > 0 && !state.selecting,
  };
}
