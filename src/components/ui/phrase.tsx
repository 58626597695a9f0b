import { createElement, Fragment, type ReactNode } from 'react';

interface PhraseProps {
  /** A sentence of the catalogue: `{name}` stands where a part goes, in the order of its language. */
  of: string;
  /** What goes in, by name; a place that has no part stays as it is. */
  parts: Record<string, ReactNode>;
}

/** A sentence with elements in it: links, codes, names that people have given. */
export const Phrase = ({ of, parts }: PhraseProps) =>
  createElement(
    Fragment,
    null,
    ...of.split(/\{(\w+)\}/).map((piece, i) => (i % 2 === 0 ? piece : (parts[piece] ?? `{${piece}}`))),
  );
