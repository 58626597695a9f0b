'use client';
import {
  Handle,
  type Node,
  type NodeChange,
  type NodeProps,
  NodeToolbar,
  Position,
  type ReactFlowState,
  useStore,
} from '@xyflow/react';
import { clsx } from 'clsx';
import { memo, useMemo } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { isContainer, kindOf } from '@/contract/flow-settings';
import { drawEdges } from '../flow/draw-edges';
import { FlowStage } from '../flow/flow-stage';
import { FoldButton } from '../flow/fold-button';
import { withoutFolded } from '../flow/folding';
import { byDepth, placed, placeOf, sizesOf } from '../flow/lay-out';
import { KIND_WORDS } from '../flow/node-words';
import { words } from '../words/flow-graph';
import { GateButtons } from './gate-buttons';
import type { NodeState } from './node-states';
import { costOf, StateWord, Took } from './state-line';
import { useNodeState } from './state-store';

interface Shown extends Record<string, unknown> {
  label: string;
  /** Of a container: whether it is folded. null for a node that holds nothing. */
  folded: boolean | null;
  handles: string[];
}
const BRANCHES = ['true', 'false'];
const PLAIN = [''];

/** How a node that stands so is edged; the shape of its mark and its word say the same. */
const EDGED: Partial<Record<string, string>> = {
  running: 'border-active',
  review: 'border-review border-2',
  failed: 'border-danger',
  succeeded: 'border-success',
  skipped: 'border-dashed border-control',
  ready: 'border-attention',
};

const Drawn = memo(function Drawn({ id, data, selected }: NodeProps<Node<Shown>>) {
  const state = useNodeState(id);
  const box = data.folded === false;
  return (
    <div
      className={clsx(
        'flex size-full flex-col rounded-panel border px-3 py-2 text-label',
        box ? 'border-dashed bg-sunken/60' : 'justify-center bg-panel',
        data.folded && 'bg-sunken',
        selected
          ? 'border-accent outline-2 outline-accent'
          : ((state && EDGED[state.status]) ?? 'border-control'),
      )}
    >
      <Handle type="target" position={Position.Left} className="invisible" />
      <span className="flex min-w-0 items-center gap-1.5 font-medium text-ink">
        {data.folded !== null && <FoldButton id={id} label={data.label} folded={data.folded} />}
        <bdi className="truncate">{data.label}</bdi>
      </span>
      {state && (
        <span className="flex min-w-0 items-center gap-2 overflow-hidden whitespace-nowrap text-ink-2 tabular-nums">
          <StateWord state={state} />
          {state.parts && (
            <span>
              {state.parts.ended}/{state.parts.all}
            </span>
          )}
          <Took state={state} />
          {state.tries && state.tries !== '1/1' && <span title={words.node.tries}>{state.tries}</span>}
          {costOf(state)}
        </span>
      )}
      {state?.status === 'review' && <Gate state={state} />}
      {data.handles.map((handle, i) => (
        <Handle
          key={handle}
          id={handle === '' ? undefined : handle}
          type="source"
          position={Position.Right}
          className="invisible"
          style={data.handles.length > 1 ? { top: `${30 + i * 40}%` } : undefined}
        />
      ))}
    </div>
  );
});

/** Buttons keep their size however small the nodes are drawn: below this they would cover the next ones. */
const ROOM = 0.8;
const hasRoom = ({ transform: [, , zoom] }: ReactFlowState) => zoom >= ROOM;

/** What is decided at a node, below it; where there is no room, above the graph alone. */
function Gate({ state }: { state: NodeState }) {
  if (!useStore(hasRoom)) return null;
  return (
    <NodeToolbar isVisible position={Position.Bottom} offset={4}>
      <GateButtons state={state} />
    </NodeToolbar>
  );
}
const TYPES = { drawn: Drawn };

interface GraphProps {
  flow: FlowDocument;
  folded: ReadonlySet<string>;
  chosen: string | null;
  onFold(id: string): void;
  onChoose(id: string | null): void;
}

/** The flow as it was drawn, with where each node stands; nothing can be moved. */
export function RunGraph({ flow: whole, folded, chosen, onFold, onChoose }: GraphProps) {
  const { flow } = useMemo(() => withoutFolded(placed(whole), folded), [whole, folded]);
  const still = useMemo(() => {
    const sizes = sizesOf(flow, folded);
    return byDepth(flow).map(
      ({ node, parentId }): Node<Shown> => ({
        id: node.id,
        type: 'drawn',
        position: placeOf(node),
        parentId,
        ...sizes.get(node.id)!,
        ariaLabel: `${node.label || node.id}, ${KIND_WORDS[kindOf(node)].name}`,
        data: {
          label: node.label || node.id,
          folded: isContainer(node) ? folded.has(node.id) : null,
          handles: kindOf(node) === 'condition' ? BRANCHES : PLAIN,
        },
      }),
    );
  }, [flow, folded]);
  const nodes = useMemo(
    () => still.map((node) => (node.id === chosen ? { ...node, selected: true } : node)),
    [still, chosen],
  );
  const edges = useMemo(() => drawEdges(flow.edges, null), [flow.edges]);
  const onNodesChange = (changes: NodeChange<Node<Shown>>[]) => {
    for (const change of changes) if (change.type === 'select' && change.selected) onChoose(change.id);
  };
  return (
    <FlowStage
      size={flow.nodes.length}
      onFold={onFold}
      nodes={nodes}
      edges={edges}
      nodeTypes={TYPES}
      onNodesChange={onNodesChange}
      onPaneClick={() => onChoose(null)}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
    />
  );
}
