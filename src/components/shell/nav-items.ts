import {
  BookOpen,
  Bot,
  FileLock2,
  FolderGit2,
  Gauge,
  GitMerge,
  HandHelping,
  ListTodo,
  type LucideIcon,
  Plug,
  ScrollText,
  ServerCog,
  Settings,
  Workflow,
} from 'lucide-react';

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Second key of the chord that goes there. */
  key: string;
  badge?: boolean;
}

/** The rail, top to bottom; the first four and a sheet for the rest make the bar on phones. */
export const NAV: NavItem[] = [
  { href: '/', label: 'Overview', icon: Gauge, key: 'o' },
  { href: '/exceptions', label: 'Needs you', icon: HandHelping, key: 'n', badge: true },
  { href: '/tasks', label: 'Tasks', icon: ListTodo, key: 't' },
  { href: '/flows', label: 'Flows', icon: Workflow, key: 'f' },
  { href: '/agents', label: 'Agents', icon: Bot, key: 'a' },
  { href: '/locks', label: 'Locks', icon: FileLock2, key: 'l' },
  { href: '/merges', label: 'Merges', icon: GitMerge, key: 'm' },
  { href: '/events', label: 'Events', icon: ScrollText, key: 'e' },
  { href: '/runners', label: 'Runners', icon: ServerCog, key: 'r' },
  { href: '/projects', label: 'Projects', icon: FolderGit2, key: 'p' },
  { href: '/connect', label: 'Connect', icon: Plug, key: 'c' },
  { href: '/settings', label: 'Settings', icon: Settings, key: 's' },
  { href: '/docs/api', label: 'API', icon: BookOpen, key: 'd' },
];

export const isCurrent = (href: string, path: string) =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
