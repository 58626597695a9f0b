import type { Action } from '@/contract/may-do';
import { Scope } from '@/contract/policy';

/** What a person must be allowed to let a machine have what it asks for. */
export const needsOf = ({ wants, scopes }: { wants: string; scopes: unknown }): Action[] =>
  wants === 'runner' ? ['runner:connect'] : Scope.array().parse(scopes);
