'use client';
import { type Connection, Handle, type Node, type NodeChange, type NodeProps, Position } from '@xyflow/react';
import { clsx } from 'clsx';
import { CircleX } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { isContainer, kindOf } from '@/contract/flow-settings';
import { words } from '../words/flow-graph';
import { words as views } from '../words/flow-views';
import { drawEdges } from './draw-edges';
import { FlowStage } from './flow-stage';
import { FoldButton } from './fold-button';
import { withoutFolded } from './folding';
import { byDepth, placeOf, sizesOf } from './lay-out';
import { KIND_WORDS } from './node-words';

interface CanvasProps {
  flow: FlowDocument;
  /** Containers whose members are not drawn. */
  folded: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  edgeId: string | null;
  faulty: ReadonlySet<string>;
  onSelectNodes(ids: ReadonlySet<string>): void;
  onSelectEdge(id: string): void;
  onMove(places: ReadonlyMap<string, { x: number; y: number }>): void;
  onFold(id: string): void;
  onConnect(source: string, target: string, handle: string | null): void;
}

interface Shown extends Record<string, unknown> {
  label: string;
  kind: string;
  /** Of a container: whether it is folded. null for a node that holds nothing. */
  folded: boolean | null;
  handles: string[];
  faulty: boolean;
}

/** One node as it is drawn. Handles name what leaves it. */
const Drawn = memo(function Drawn({ id, data, selected }: NodeProps<Node<Shown>>) {
  return (
    <div
      className={clsx(
        'flex size-full flex-col rounded-panel border px-3 py-2 text-label',
        data.folded === null ? 'justify-center bg-panel' : 'border-dashed',
        data.folded === true && 'justify-center bg-sunken',
        data.folded === false && 'bg-sunken/60',
        selected
          ? 'border-accent outline-2 outline-accent'
          : data.faulty
            ? 'border-danger'
            : 'border-control',
      )}
    >
      <Handle type="target" position={Position.Left} />
      <span className="flex min-w-0 items-center gap-1.5 font-medium text-ink">
        {data.folded !== null && <FoldButton id={id} label={data.label} folded={data.folded} />}
        {data.faulty && (
          <CircleX className="size-3.5 shrink-0 text-danger" aria-label={views.outline.faulty} role="img" />
        )}
        <bdi className="truncate">{data.label}</bdi>
      </span>
      <span className="truncate text-ink-2">{data.kind}</span>
      {data.handles.map((handle, i) => (
        <Handle
          key={handle}
          id={handle === '' ? undefined : handle}
          type="source"
          position={Position.Right}
          title={handle || undefined}
          style={data.handles.length > 1 ? { top: `${30 + i * 40}%` } : undefined}
        />
      ))}
    </div>
  );
});

const TYPES = { drawn: Drawn };
const BRANCHES = ['true', 'false'];
const PLAIN = [''];

/** The flow drawn, to be moved, connected and selected. */
export function Canvas({ flow: whole, folded, selected, edgeId, faulty, ...on }: CanvasProps) {
  const [dragged, setDragged] = useState<ReadonlyMap<string, { x: number; y: number }>>(new Map());
  const { flow, hidden } = useMemo(() => withoutFolded(whole, folded), [whole, folded]);
  // What is dragged or chosen is laid over these: the others stay the objects that they were, and are not drawn again.
  const still = useMemo(() => {
    const sizes = sizesOf(flow, folded);
    return byDepth(flow).map(({ node, parentId }): Node<Shown> => {
      const kind = kindOf(node);
      const inside = hidden.get(node.id) ?? 0;
      return {
        id: node.id,
        type: 'drawn',
        position: placeOf(node),
        parentId,
        ...sizes.get(node.id)!,
        ariaLabel: `${node.label || node.id}, ${KIND_WORDS[kind].name}${faulty.has(node.id) ? `, ${words.node.faulty}` : ''}`,
        data: {
          label: node.label || node.id,
          kind:
            KIND_WORDS[kind].name +
            (node.part === 'judge' ? `, ${views.outline.judge}` : '') +
            (inside > 0 ? `, ${words.node.within(inside)}` : ''),
          folded: isContainer(node) ? folded.has(node.id) : null,
          handles: kind === 'condition' ? BRANCHES : PLAIN,
          faulty: faulty.has(node.id),
        },
      };
    });
  }, [flow, folded, hidden, faulty]);
  const nodes = useMemo(
    () =>
      still.map((node) => {
        const position = dragged.get(node.id);
        if (!position && !selected.has(node.id)) return node;
        return { ...node, position: position ?? node.position, selected: selected.has(node.id) };
      }),
    [still, selected, dragged],
  );
  const edges = useMemo(() => drawEdges(flow.edges, edgeId), [flow.edges, edgeId]);
  const onNodesChange = (changes: NodeChange<Node<Shown>>[]) => {
    const places = new Map(dragged);
    let [moving, ended] = [false, false];
    const picked = new Set(selected);
    let picks = false;
    for (const change of changes) {
      if (change.type === 'position' && change.position) {
        places.set(change.id, { x: Math.round(change.position.x), y: Math.round(change.position.y) });
        moving = true;
      }
      if (change.type === 'position' && !change.dragging) ended = true;
      if (change.type === 'select') {
        picks = true;
        if (change.selected) picked.add(change.id);
        else picked.delete(change.id);
      }
    }
    if (picks) on.onSelectNodes(picked);
    if (ended && places.size > 0) {
      setDragged(new Map());
      on.onMove(places);
    } else if (moving) setDragged(places);
  };
  return (
    <FlowStage
      className="flow-canvas"
      size={flow.nodes.length}
      onFold={on.onFold}
      nodes={nodes}
      edges={edges}
      nodeTypes={TYPES}
      onNodesChange={onNodesChange}
      onConnect={({ source, target, sourceHandle }: Connection) => on.onConnect(source, target, sourceHandle)}
      onEdgeClick={(_, edge) => on.onSelectEdge(edge.id)}
      onPaneClick={() => on.onSelectNodes(new Set())}
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
      selectionKeyCode="Shift"
      snapToGrid
      snapGrid={[8, 8]}
    />
  );
}
