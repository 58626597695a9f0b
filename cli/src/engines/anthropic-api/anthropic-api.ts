import { VERSION } from '@anthropic-ai/sdk/version';
import type { Engine } from '../engine';
import { EngineFault } from '../engine-fault';
import { hasPrice, modelId } from './prices';
import { openToolLoop } from './tool-loop';

/** A tool loop on the Messages API with an API key, for machines without Claude Code. */
export function anthropicApi({ apiKey }: { apiKey: string | null }): Engine {
  return {
    name: 'anthropic-api',
    probe: async () => ({
      engine: 'anthropic-api',
      available: apiKey !== null,
      version: VERSION,
      auth: apiKey ? 'api-key' : 'none',
    }),
    open: async (run) => {
      const key = run.apiKey ?? apiKey;
      if (!key)
        throw new EngineFault(
          'provider_auth',
          'The engine anthropic-api needs an API key: start the runner with -k.',
        );
      const model = modelId(run.model);
      if (run.budgetMicros !== null && !hasPrice(model)) {
        throw new EngineFault(
          'preexec_failed',
          `The price of ${model} is not known, so a budget cannot be kept. Choose another model or remove the budget.`,
        );
      }
      return openToolLoop(run, { apiKey: key, model, version: VERSION });
    },
  };
}
