import type { RunnerReport } from '@/contract/runner';
import { Chip } from '../ui/chip';

/** Whether agents on this machine run inside a sandbox. */
export function SandboxChip({ sandbox }: { sandbox: RunnerReport['sandbox'] }) {
  return sandbox.kind === 'none' ? (
    <Chip tone="danger" title={sandbox.detail}>
      No sandbox
    </Chip>
  ) : (
    <Chip tone="success" title={sandbox.detail}>
      Sandbox: {sandbox.kind}
    </Chip>
  );
}
