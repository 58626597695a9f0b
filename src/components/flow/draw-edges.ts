import { type Edge, MarkerType } from '@xyflow/react';
import type { FlowDocument } from '@/contract/flow';
import { isBackEdge, onOf } from '@/contract/flow-settings';

/** The edges of a flow as the canvas draws them: what leads on after a failure is dashed, and words say the rest. */
export const drawEdges = (edges: FlowDocument['edges'], chosen: string | null): Edge[] =>
  edges.map((edge): Edge => {
    const on = onOf(edge);
    const branch = edge.sourceHandle === 'true' || edge.sourceHandle === 'false' ? edge.sourceHandle : '';
    const words = [
      on === 'success' ? '' : (on ?? 'never'),
      branch,
      isBackEdge(edge) ? `again, ${edge.maxIterations} at most` : '',
      edge.condition && typeof edge.condition === 'object' && 'path' in edge.condition ? 'if' : '',
    ];
    return {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      sourceHandle: branch || undefined,
      label: words.filter(Boolean).join(', ') || undefined,
      selected: edge.id === chosen,
      markerEnd: { type: MarkerType.ArrowClosed },
      style: on === 'failure' ? { strokeDasharray: '6 4' } : undefined,
      ariaLabel: `From ${edge.source} to ${edge.target}`,
    };
  });
