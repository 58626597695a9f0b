/** The words of the frame around every page: its rail, its header, its bar on phones. */
export const words = {
  product: 'Agent Orchestrator',
  main: 'Main',
  more: 'More',
  skip: 'Skip to content',
  newTask: 'New task',
  newTaskByKey: 'New task (c)',
  search: 'Search',
  showSheet: 'Show this sheet',
  palette: 'Search and commands',
  paletteByKey: 'Search and commands (Ctrl or ⌘ K)',
  /** After a number. */
  waiting: 'waiting',
  breadcrumb: 'Breadcrumb',
  pages: { new: 'New', import: 'Import', runs: 'Runs' },
  kinds: { agent: 'Agent', runner: 'Runner', proj: 'Project' },
  paused: 'The queue is paused',
  queue: 'Queue settings',
  themes: { system: 'system', light: 'light', dark: 'dark' },
  theme: (now: string) => `Theme: ${now}`,
  changeTheme: (now: string, next: string) => `Theme: ${now}. Change to ${next}`,
};
