import type { RunnerReport } from '@/contract/runner';
import { Chip } from '../ui/chip';
import { words } from '../words/runner';

/** Whether agents on this machine run inside a sandbox. */
export function SandboxChip({ sandbox }: { sandbox: RunnerReport['sandbox'] }) {
  return sandbox.kind === 'none' ? (
    <Chip tone="danger" title={sandbox.detail}>
      {words.noSandbox}
    </Chip>
  ) : (
    <Chip tone="success" title={sandbox.detail}>
      {words.sandbox(sandbox.kind)}
    </Chip>
  );
}
