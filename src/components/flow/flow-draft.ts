import type { FlowDocument } from '@/contract/flow';

/** What was not saved yet, kept by the browser until it is. */
export interface Draft {
  version: number;
  document: FlowDocument;
}

const keyOf = (ref: string) => `ao-flow-draft:${ref}`;

/** The draft of a flow, or null; a browser that keeps nothing has none. */
export function readDraft(ref: string): Draft | null {
  try {
    const kept = localStorage.getItem(keyOf(ref));
    return kept === null ? null : (JSON.parse(kept) as Draft);
  } catch {
    return null;
  }
}

/** Keeps a draft, or with null forgets it. @returns whether the browser kept it */
export function keepDraft(ref: string, draft: Draft | null): boolean {
  try {
    if (draft === null) localStorage.removeItem(keyOf(ref));
    else localStorage.setItem(keyOf(ref), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
