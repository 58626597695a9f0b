import { PROTOCOL } from '@/contract/protocol';
import { VERSION } from '../config/version';
import { print, printJson } from '../terminal/say';

/** Prints what this program is. */
export function printVersion(options: { json?: boolean }): void {
  const { versions, platform, arch } = process;
  if (options.json)
    printJson({ data: { version: VERSION, protocol: PROTOCOL, node: versions.node, platform, arch } });
  else {
    print(
      `agent-orchestrator ${VERSION} (protocol ${PROTOCOL}, Node.js ${versions.node}, ${platform} ${arch})`,
    );
  }
}
