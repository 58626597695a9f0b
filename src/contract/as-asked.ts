// What people and addresses say, as the API takes it: without a schema, which would weigh more than a page does.
import { cut } from './cut';

const PROJECT = /^proj_[0-9a-f]{32}$/;
/** A project's id; undefined for what can be none. */
export const projectAsked = (text: string): string | undefined => (PROJECT.test(text) ? text : undefined);

/** Words to look for, of at most `most` characters and without what no text holds; undefined where nothing is left. */
export function wordsAsked(text: string, most = 200): string | undefined {
  const clean = text.replace(/[^\P{Cc}\t\n\r]|\p{Surrogate}/gu, '').trim();
  return cut(clean, most) || undefined;
}
