'use client';
import { useEndpoint } from '@/hooks/use-endpoint';
import { CheckList } from '../check/check-list';
import { VerdictMark } from '../task/verdict';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { words } from '../words/agent-page';

/** Every check that the agent ran, round by round; nothing where it ran none. */
export function AgentChecks({ agentId }: { agentId: string }) {
  const { data, error, refetch } = useEndpoint('getAgentVerification', { params: { id: agentId } });
  if (error)
    return (
      <div className="mb-5">
        <ErrorPanel title={words.checks.unread} error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!data || data.rounds.length === 0) return null;
  return (
    <div className="mb-5 flex flex-col gap-4">
      {data.rounds.map(({ round, checks }) => (
        <Panel
          key={round ?? 'frozen'}
          title={round === null ? words.checks.frozen : words.checks.round(round + 1)}
          id={`round-${round ?? 'frozen'}`}
          actions={round === null && <VerdictMark verdict={data.verdict} />}
        >
          <CheckList checks={checks} />
        </Panel>
      ))}
    </div>
  );
}
