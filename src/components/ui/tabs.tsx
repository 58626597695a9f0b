'use client';
import { Tabs } from '@base-ui/react/tabs';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface Tab<T extends string> {
  value: T;
  label: string;
  note?: ReactNode;
}

/** Tabs whose value lives with the caller (in the URL). Panels come as children. */
export function TabBar<T extends string>({
  tabs,
  value,
  onChange,
  label,
  children,
}: {
  tabs: Tab<T>[];
  value: T;
  onChange(value: T): void;
  label: string;
  children: ReactNode;
}) {
  return (
    <Tabs.Root value={value} onValueChange={(next) => onChange(next as T)}>
      <Tabs.List aria-label={label} className="no-print flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tabs.Tab
            key={tab.value}
            value={tab.value}
            className={clsx(
              'coarse-target -mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-body text-ink-2 hover:text-ink',
              'data-active:border-accent data-active:font-medium data-active:text-ink focus-visible:-outline-offset-2',
            )}
          >
            {tab.label}
            {tab.note}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {children}
    </Tabs.Root>
  );
}

export const TabPanel = ({ value, children }: { value: string; children: ReactNode }) => (
  <Tabs.Panel value={value} className="pt-4">
    {children}
  </Tabs.Panel>
);
