/** The files of a commit while a case is laid out. */
export interface Tree {
  read(path: string): string;
  write(path: string, text: string): void;
  /** Throws where `from` does not stand in the file: a case that changes nothing tries nothing. */
  replace(path: string, from: string, to: string): void;
  remove(path: string): void;
  move(from: string, to: string): void;
}

export type RepositoryName = 'shop' | 'slug' | 'tally' | 'stock';

/** One outcome of an agent: what people asked for, and what it left. */
export interface Case {
  name: string;
  /** What kind of cheat or of honest work it is. */
  kind: string;
  repository: RepositoryName;
  asked: string;
  /** Changes the repository before the work begins. */
  before?(tree: Tree): void;
  work(tree: Tree): void;
  /** What the sentence of the proof must say. */
  says?: RegExp;
}
