import { cut } from './cut.js';

/** 'Crème brûlée!' -> 'creme-brulee', at most `most` characters long. */
export function slug(title, most = 40) {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  return cut(words.join('-'), most);
}
