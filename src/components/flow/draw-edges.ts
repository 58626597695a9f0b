import { type Edge, MarkerType } from '@xyflow/react';
import type { FlowDocument } from '@/contract/flow';
import { isBackEdge, onOf } from '@/contract/flow-settings';
import { words } from '../words/flow-graph';
import { words as nodes } from '../words/flow-nodes';

/** The edges of a flow as the canvas draws them: what leads on after a failure is dashed, and words say the rest. */
export const drawEdges = (edges: FlowDocument['edges'], chosen: string | null): Edge[] =>
  edges.map((edge): Edge => {
    const on = onOf(edge);
    const branch = edge.sourceHandle === 'true' || edge.sourceHandle === 'false' ? edge.sourceHandle : '';
    const said = [
      on === 'success' ? '' : (on ?? nodes.never),
      branch,
      isBackEdge(edge) ? words.edge.again(edge.maxIterations) : '',
      edge.condition && typeof edge.condition === 'object' && 'path' in edge.condition ? words.edge.if : '',
    ];
    return {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      sourceHandle: branch || undefined,
      label: said.filter(Boolean).join(', ') || undefined,
      selected: edge.id === chosen,
      markerEnd: { type: MarkerType.ArrowClosed },
      style: on === 'failure' ? { strokeDasharray: '6 4' } : undefined,
      ariaLabel: words.edge.fromTo(edge.source, edge.target),
    };
  });
