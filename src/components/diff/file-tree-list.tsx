import { Check, MessageSquare } from 'lucide-react';
import type { FileDiff } from '@/contract/parse-patch';
import { words } from '../words/diff';
import type { Folder } from './file-tree';
import { Revealed } from './revealed';

const LETTER_LOOK = {
  added: 'text-success',
  modified: 'text-attention',
  deleted: 'text-danger',
  renamed: 'text-active',
} as const;

interface TreeProps {
  folder: Folder<FileDiff>;
  idOf(file: FileDiff): string;
  isViewed(file: FileDiff): boolean;
  commentsOf(file: FileDiff): number;
}

/** The changed files by folder; each leads to its changes. */
export function FileTreeList({ folder, ...about }: TreeProps) {
  const { idOf, isViewed, commentsOf } = about;
  return (
    <ul className={folder.name ? 'pl-3' : ''}>
      {folder.folders.map((inner) => (
        <li key={inner.name}>
          <p className="truncate py-0.5 text-label text-ink-3" title={inner.name}>
            <bdi>
              <Revealed text={inner.name} />
            </bdi>
            /
          </p>
          <FileTreeList folder={inner} {...about} />
        </li>
      ))}
      {folder.files.map(({ name, file }) => (
        <li key={file.path}>
          <a
            href={`#${idOf(file)}`}
            className="flex min-h-6 items-center gap-2 rounded-control px-1 text-label hover:bg-sunken"
            title={file.path}
          >
            <span
              className={`mono w-3 shrink-0 font-semibold ${LETTER_LOOK[file.status]}`}
              role="img"
              aria-label={words.status[file.status].word}
              title={words.status[file.status].word}
            >
              {words.status[file.status].letter}
            </span>
            <span className="min-w-0 flex-1 truncate">
              <bdi>
                <Revealed text={name} />
              </bdi>
            </span>
            {commentsOf(file) > 0 && (
              <span className="inline-flex shrink-0 items-center gap-0.5 text-meta text-ink-2">
                <MessageSquare className="size-3.5" aria-hidden="true" />
                <span aria-hidden="true">{commentsOf(file)}</span>
                <span className="sr-only">{words.comments.on(commentsOf(file))}</span>
              </span>
            )}
            {isViewed(file) && (
              <Check className="size-3.5 shrink-0 text-success" role="img" aria-label={words.viewed} />
            )}
            <span className="mono shrink-0 text-meta text-ink-3">
              +{file.additions} −{file.deletions}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
