import type { Usage } from '@/contract/agent';
import type { Tokens } from '../verdict';

/** US dollars for a million tokens; `longInput` holds for requests of more than 100,000 tokens. */
interface Price {
  input: number;
  output: number;
  longInput?: { input: number; output: number };
}
const PRICES: Record<string, Price> = {
  'claude-haiku-5-5': { input: 0.1, output: 0.5, longInput: { input: 0.5, output: 2.5 } },
  'claude-sonnet-5-5': { input: 2, output: 10 },
  'claude-opus-5-5': { input: 4, output: 20 },
  'claude-fable-5-2': { input: 8, output: 40 },
};
const ALIASES: Record<string, string> = {
  haiku: 'claude-haiku-5-5',
  sonnet: 'claude-sonnet-5-5',
  opus: 'claude-opus-5-5',
  fable: 'claude-fable-5-2',
};
const DEFAULT_MODEL = 'claude-sonnet-5-5';
const CACHE_READ = 0.1;
const CACHE_WRITE = 1.25;
const LONG = 100_000;

/** The model's full name: aliases are those of Claude Code. */
export const modelId = (wanted: string | null): string =>
  wanted ? (ALIASES[wanted] ?? wanted) : DEFAULT_MODEL;

export const hasPrice = (model: string): boolean => Object.hasOwn(PRICES, model);

/** Micro-dollars of one answer; 0 where the price of the model is not known. */
export function costMicros(model: string, { input, output, cacheRead, cacheWrite }: Tokens): number {
  const price = PRICES[model];
  if (!price) return 0;
  const rate = price.longInput && input + cacheRead + cacheWrite > LONG ? price.longInput : price;
  // Dollars for a million tokens are micro-dollars for one.
  return Math.round(
    rate.input * (input + cacheRead * CACHE_READ + cacheWrite * CACHE_WRITE) + rate.output * output,
  );
}

/** What one more answer makes of the usage so far. */
export const addAnswer = (usage: Usage, model: string, tokens: Tokens): Usage => ({
  inputTokens: usage.inputTokens + tokens.input,
  outputTokens: usage.outputTokens + tokens.output,
  cacheReadTokens: usage.cacheReadTokens + tokens.cacheRead,
  cacheWriteTokens: usage.cacheWriteTokens + tokens.cacheWrite,
  costMicros: usage.costMicros + costMicros(model, tokens),
  turns: usage.turns + 1,
  model,
});
