import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Links and pictures of a page that lead to no file of this repository, or to no heading of a page. Other sites are not asked. */
export function findBrokenLinks(page: string): string[] {
  const text = readFileSync(page, 'utf8')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`\n]*`/g, '');
  const links = [
    ...[...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link as string),
    ...[...text.matchAll(/^\[[^\]]+\]: (\S+)/gm)].map(([, link]) => link as string),
    ...[...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, link]) => link as string),
  ];
  return links.filter((link) => !/^(https?:|mailto:)/.test(link) && !leadsSomewhere(page, link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', heading] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  if (path.isAbsolute(file) || !existsSync(target)) return false;
  return heading === undefined || !target.endsWith('.md') || headingsOf(target).includes(heading);
}

/** The anchors of a page as GitHub names them. */
const headingsOf = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    (title as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
