'use client';
import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  MiniMap,
  type Node,
  type NodeChange,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { clsx } from 'clsx';
import { CircleX } from 'lucide-react';
import { type CSSProperties, memo, useMemo, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { isBackEdge, isContainer, kindOf, onOf } from '@/contract/flow-settings';
import { placeOf, sizesOf } from './lay-out';
import { KIND_WORDS } from './node-words';

interface CanvasProps {
  flow: FlowDocument;
  selected: ReadonlySet<string>;
  edgeId: string | null;
  faulty: ReadonlySet<string>;
  onSelectNodes(ids: ReadonlySet<string>): void;
  onSelectEdge(id: string): void;
  onMove(places: ReadonlyMap<string, { x: number; y: number }>): void;
  onConnect(source: string, target: string, handle: string | null): void;
}

interface Shown extends Record<string, unknown> {
  label: string;
  kind: string;
  box: boolean;
  handles: string[];
  faulty: boolean;
}

/** One node as it is drawn. Handles name what leaves it. */
const Drawn = memo(function Drawn({ data, selected }: NodeProps<Node<Shown>>) {
  return (
    <div
      className={clsx(
        'flex size-full flex-col rounded-panel border px-3 py-2 text-label',
        data.box ? 'border-dashed bg-sunken/60' : 'justify-center bg-panel',
        selected
          ? 'border-accent outline-2 outline-accent'
          : data.faulty
            ? 'border-danger'
            : 'border-control',
      )}
    >
      <Handle type="target" position={Position.Left} />
      <span className="flex min-w-0 items-center gap-1.5 font-medium text-ink">
        {data.faulty && (
          <CircleX className="size-3.5 shrink-0 text-danger" aria-label="Has a fault" role="img" />
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

/** The library's own colours follow the theme of the page. */
const COLORS = {
  '--xy-edge-stroke-default': 'var(--control)',
  '--xy-edge-stroke-selected-default': 'var(--accent)',
  '--xy-edge-label-color-default': 'var(--ink)',
  '--xy-edge-label-background-color-default': 'var(--panel)',
  '--xy-controls-button-background-color-default': 'var(--panel)',
  '--xy-controls-button-background-color-hover-default': 'var(--surface-2)',
  '--xy-controls-button-color-default': 'var(--ink)',
  '--xy-controls-button-color-hover-default': 'var(--ink)',
  '--xy-controls-button-border-color-default': 'var(--line)',
  '--xy-minimap-background-color-default': 'var(--panel)',
  '--xy-minimap-node-background-color-default': 'var(--control)',
  '--xy-background-pattern-dots-color-default': 'var(--control)',
} as CSSProperties;

const TYPES = { drawn: Drawn };
const BRANCHES = ['true', 'false'];
const PLAIN = [''];

/** The flow drawn, to be moved, connected and selected. */
export function Canvas({ flow, selected, edgeId, faulty, ...on }: CanvasProps) {
  const [dragged, setDragged] = useState<ReadonlyMap<string, { x: number; y: number }>>(new Map());
  const nodes = useMemo(() => {
    const sizes = sizesOf(flow);
    const ids = new Set(flow.nodes.map(({ id }) => id));
    const depthOf = (parent: string | undefined, deep = 0): number => {
      const box = parent === undefined || deep > 20 ? undefined : flow.nodes.find(({ id }) => id === parent);
      return box ? 1 + depthOf(box.parent, deep + 1) : 0;
    };
    const drawn = flow.nodes.map((node): Node<Shown> => {
      const kind = kindOf(node);
      const size = sizes.get(node.id)!;
      const parentId =
        node.parent !== undefined && ids.has(node.parent) && node.parent !== node.id
          ? node.parent
          : undefined;
      return {
        id: node.id,
        type: 'drawn',
        position: dragged.get(node.id) ?? placeOf(node),
        parentId,
        width: size.width,
        height: size.height,
        selected: selected.has(node.id),
        ariaLabel: `${node.label || node.id}, ${KIND_WORDS[kind].name}${faulty.has(node.id) ? ', has a fault' : ''}`,
        data: {
          label: node.label || node.id,
          kind: KIND_WORDS[kind].name + (node.part === 'judge' ? ', judge' : ''),
          box: isContainer(node),
          handles: kind === 'condition' ? BRANCHES : PLAIN,
          faulty: faulty.has(node.id),
        },
      };
    });
    // what holds others has to come before them
    const depths = new Map(
      flow.nodes.map((node) => [node.id, node.parent === undefined ? 0 : depthOf(node.parent)]),
    );
    return drawn.sort((a, b) => depths.get(a.id)! - depths.get(b.id)!);
  }, [flow, selected, faulty, dragged]);
  const edges = useMemo(
    () =>
      flow.edges.map((edge): Edge => {
        const on = onOf(edge);
        const words = [
          on === 'success' ? '' : (on ?? 'never'),
          edge.sourceHandle === 'true' || edge.sourceHandle === 'false' ? edge.sourceHandle : '',
          isBackEdge(edge) ? `again, ${edge.maxIterations} at most` : '',
          edge.condition && typeof edge.condition === 'object' && 'path' in edge.condition ? 'if' : '',
        ];
        const branch = edge.sourceHandle === 'true' || edge.sourceHandle === 'false';
        return {
          id: edge.id,
          source: edge.source,
          target: edge.target,
          sourceHandle: branch ? edge.sourceHandle : undefined,
          label: words.filter(Boolean).join(', ') || undefined,
          selected: edge.id === edgeId,
          markerEnd: { type: MarkerType.ArrowClosed },
          style: on === 'failure' ? { strokeDasharray: '6 4' } : undefined,
          ariaLabel: `From ${edge.source} to ${edge.target}`,
        };
      }),
    [flow.edges, edgeId],
  );
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
    <div className="flow-canvas h-[70dvh] min-h-96 rounded-panel border border-line">
      <ReactFlow
        style={COLORS}
        nodes={nodes}
        edges={edges}
        nodeTypes={TYPES}
        onNodesChange={onNodesChange}
        onConnect={({ source, target, sourceHandle }: Connection) =>
          on.onConnect(source, target, sourceHandle)
        }
        onEdgeClick={(_, edge) => on.onSelectEdge(edge.id)}
        onPaneClick={() => on.onSelectNodes(new Set())}
        deleteKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionKeyCode="Shift"
        snapToGrid
        snapGrid={[8, 8]}
        minZoom={0.05}
        onlyRenderVisibleElements={flow.nodes.length > 100}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={16} />
        <Controls showInteractive={false} />
        {flow.nodes.length > 12 && <MiniMap pannable ariaLabel="Map of the flow" />}
      </ReactFlow>
    </div>
  );
}
