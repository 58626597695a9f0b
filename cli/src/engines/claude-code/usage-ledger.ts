import type { Usage } from '@/contract/agent';
import { MOST_MICROS } from '@/contract/task';
import type { Tokens } from '../verdict';
import type { ModelTotal } from './parse-line';

const MICROS = 1_000_000;
/** No more than the server takes: what an engine says of itself is not to be believed. */
const atMost = (most: number, value: number) => Math.min(most, Math.trunc(value));

export interface UsageLedger {
  /** One message of the stream: each of its lines repeats its tokens, so its id counts once. */
  message(id: string, model: string, subAgent: boolean, tokens: Tokens): void;
  /**
   * The client's own totals of the session so far: they replace what was counted. `since` is what of them came after
   * the last result: the first of a resumed session says what others have used before.
   */
  totals(totals: ModelTotal[], since?: ModelTotal[]): void;
  /** Cumulative, for the whole process. Money comes from the client's totals only. */
  usage(): Usage;
}

/** Counts what one engine process has used. */
export function openUsageLedger(resumed = false): UsageLedger {
  const seen = new Map<string, Tokens>();
  const settledIds = new Set<string>();
  const own = new Set<string>();
  let settled: ModelTotal[] = [];
  let before: ModelTotal[] | null = resumed ? null : [];
  let model: string | null = null;
  return {
    message: (id, used, subAgent, tokens) => {
      if (used === '<synthetic>') return;
      if (!subAgent) {
        own.add(id);
        model = used || model;
      }
      if (!settledIds.has(id)) seen.set(id, tokens);
    },
    totals: (totals, since) => {
      before ??= since ? less(totals, since) : null;
      // Until its first result a resumed session cannot tell its own use from that of others.
      if (!before) return;
      settled = less(totals, before);
      for (const id of seen.keys()) settledIds.add(id);
      seen.clear();
    },
    usage: () => {
      const sum = (key: keyof Tokens) =>
        atMost(
          Number.MAX_SAFE_INTEGER,
          [...settled, ...seen.values()].reduce((total, each) => total + each[key], 0),
        );
      const dollars = settled.reduce((total, each) => total + (each.costUsd ?? 0), 0);
      return {
        inputTokens: sum('input'),
        outputTokens: sum('output'),
        cacheReadTokens: sum('cacheRead'),
        cacheWriteTokens: sum('cacheWrite'),
        costMicros: atMost(MOST_MICROS, Math.round(dollars * MICROS)),
        turns: own.size,
        model,
      };
    },
  };
}

const less = (totals: ModelTotal[], off: ModelTotal[]): ModelTotal[] =>
  totals.map((total) => {
    const part = off.find(({ model }) => model === total.model);
    if (!part) return total;
    const left = (key: keyof Tokens) => Math.max(0, total[key] - part[key]);
    return {
      model: total.model,
      input: left('input'),
      output: left('output'),
      cacheRead: left('cacheRead'),
      cacheWrite: left('cacheWrite'),
      costUsd: total.costUsd === null ? null : Math.max(0, total.costUsd - (part.costUsd ?? 0)),
    };
  });
