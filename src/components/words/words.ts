import { english } from './english';

/** A catalogue: what the dashboard says, each in its place. Another language is a value of this type. */
type Words = typeof english;

/** The catalogue that is shown. There is one language as yet. */
export const words: Words = english;
