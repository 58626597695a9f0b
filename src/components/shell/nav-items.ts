import {
  BookOpen,
  Bot,
  ChartColumn,
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
import { words } from '../words/words';

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
  { href: '/', label: words.pages.overview, icon: Gauge, key: 'o' },
  { href: '/exceptions', label: words.pages.needsYou, icon: HandHelping, key: 'n', badge: true },
  { href: '/tasks', label: words.pages.tasks, icon: ListTodo, key: 't' },
  { href: '/flows', label: words.pages.flows, icon: Workflow, key: 'f' },
  { href: '/agents', label: words.pages.agents, icon: Bot, key: 'a' },
  { href: '/locks', label: words.pages.locks, icon: FileLock2, key: 'l' },
  { href: '/merges', label: words.pages.merges, icon: GitMerge, key: 'm' },
  { href: '/events', label: words.pages.events, icon: ScrollText, key: 'e' },
  { href: '/usage', label: words.pages.usage, icon: ChartColumn, key: 'u' },
  { href: '/runners', label: words.pages.runners, icon: ServerCog, key: 'r' },
  { href: '/projects', label: words.pages.projects, icon: FolderGit2, key: 'p' },
  { href: '/connect', label: words.pages.connect, icon: Plug, key: 'c' },
  { href: '/settings', label: words.pages.settings, icon: Settings, key: 's' },
  { href: '/docs/api', label: words.pages.api, icon: BookOpen, key: 'd' },
];

export const isCurrent = (href: string, path: string) =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
