import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from './api-error';
import { call } from './call';
import type { EndpointName } from './contract';
import type { Given } from './send-call';

export interface EachState {
  running: boolean;
  done: number;
  of: number;
  /** What was refused, by the key of its step. */
  failures: { key: string; message: string }[];
}
export interface Step<N extends EndpointName> {
  key: string;
  given: Given<N>;
}

const IDLE: EachState = { running: false, done: 0, of: 0, failures: [] };

/** Calls one endpoint for many things, one after the other; a refusal does not hold up the rest. */
export function useEach() {
  const client = useQueryClient();
  const [state, setState] = useState(IDLE);
  const run = async <N extends EndpointName>(name: N, steps: Step<N>[]): Promise<EachState> => {
    const now: EachState = { running: true, done: 0, of: steps.length, failures: [] };
    setState({ ...now });
    for (const { key, given } of steps) {
      try {
        await call(name, given);
      } catch (error) {
        const message = error instanceof ApiError ? error.message : String(error);
        now.failures = [...now.failures, { key, message }];
      }
      now.done += 1;
      setState({ ...now });
    }
    const ended = { ...now, running: false };
    setState(ended);
    await client.invalidateQueries();
    return ended;
  };
  return { state, run, clear: () => setState(IDLE) };
}
