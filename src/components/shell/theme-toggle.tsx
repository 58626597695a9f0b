'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { words } from '../words/shell';

type Theme = 'system' | 'light' | 'dark';
const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const ICON = { system: Monitor, light: Sun, dark: Moon };
const YEAR_S = 31_536_000;

/** Goes from the system's theme to light to dark. The choice is a cookie, so that the server draws it at once. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => {
    const drawn = document.documentElement.dataset.theme;
    if (drawn === 'light' || drawn === 'dark') setTheme(drawn);
  }, []);
  const Icon = ICON[theme];
  const name = words.themes[theme];
  const turn = () => {
    const next = NEXT[theme];
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http addresses
    document.cookie = `ao-theme=${next === 'system' ? '' : next}; path=/; max-age=${next === 'system' ? 0 : YEAR_S}; samesite=lax`;
  };
  return (
    <Button
      look="quiet"
      size="icon"
      aria-label={words.changeTheme(name, words.themes[NEXT[theme]])}
      title={words.theme(name)}
      onClick={turn}
    >
      <Icon className="size-4" aria-hidden="true" />
    </Button>
  );
}
