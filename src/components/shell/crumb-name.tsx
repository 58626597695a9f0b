'use client';
import { useRead } from '@/hooks/use-read';
import { words } from '../words/shell';

function AgentName({ id }: { id: string }) {
  const data = useRead('getAgent', { params: { id } });
  return data ? words.attempt(data.taskRef, data.attempt) : words.kinds.agent;
}
function RunnerName({ id }: { id: string }) {
  const data = useRead('getRunner', { params: { id } });
  return data ? <bdi>{data.name}</bdi> : words.kinds.runner;
}
function ProjectName({ id }: { id: string }) {
  const data = useRead('getProject', { params: { id } });
  return data ? <bdi>{data.name}</bdi> : words.kinds.proj;
}
function RunName({ id }: { id: string }) {
  const data = useRead('getFlowRun', { params: { id } });
  return data ? <bdi>{data.name}</bdi> : words.kinds.run;
}
const NAMES = { agent: AgentName, runner: RunnerName, proj: ProjectName, run: RunName };

/** What a part of the path is called: a page, a thing by its ref, or a thing by its id, whose name the page reads. */
export function CrumbName({ part }: { part: string }) {
  const pages: Record<string, string> = words.pages;
  const [kind = ''] = part.split('_');
  const Name = part.includes('_') && kind in NAMES ? NAMES[kind as keyof typeof NAMES] : null;
  return Name ? <Name id={part} /> : (pages[part] ?? decodeURIComponent(part));
}
