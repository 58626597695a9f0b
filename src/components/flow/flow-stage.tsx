'use client';
import '@xyflow/react/dist/style.css';
import {
  Background,
  BackgroundVariant,
  Controls,
  MiniMap,
  type Node,
  ReactFlow,
  type ReactFlowProps,
} from '@xyflow/react';
import { clsx } from 'clsx';
import { words } from '../words/flow-graph';
import { CANVAS_COLORS } from './canvas-colors';
import { FoldContext } from './fold-button';

/** From so many nodes on only those in sight are drawn. */
const MANY = 100;
/** Fewer are seen at a glance. */
const MAPPED = 12;

type StageProps<N extends Node> = ReactFlowProps<N> & {
  /** How many nodes the whole flow has. */
  size: number;
  onFold(id: string): void;
};

type Labels = NonNullable<ReactFlowProps['ariaLabelConfig']>;
const labelsOf = (keys: string): Labels => ({
  'node.a11yDescription.default': keys,
  'node.a11yDescription.keyboardDisabled': keys,
  'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) =>
    words.keys.moved((words.keys.ways as Record<string, string>)[direction] ?? direction, x, y),
  'edge.a11yDescription.default': words.keys.edge,
  'controls.ariaLabel': words.look,
  'controls.zoomIn.ariaLabel': words.zoomIn,
  'controls.zoomOut.ariaLabel': words.zoomOut,
  'controls.fitView.ariaLabel': words.fit,
  'minimap.ariaLabel': words.map,
});
const EDITED = labelsOf(words.keys.edit);
const WATCHED = labelsOf(words.keys.watch);

/** The ground that the nodes of a flow stand on, to be edited or to be watched. */
export function FlowStage<N extends Node>({ size, onFold, className, ...props }: StageProps<N>) {
  return (
    <div className={clsx('h-[70dvh] min-h-96 rounded-panel border border-line', className)}>
      <FoldContext value={onFold}>
        <ReactFlow
          style={CANVAS_COLORS}
          deleteKeyCode={null}
          minZoom={0.05}
          onlyRenderVisibleElements={size > MANY}
          fitView
          fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
          proOptions={{ hideAttribution: true }}
          ariaLabelConfig={props.nodesDraggable === false ? WATCHED : EDITED}
          {...props}
        >
          <Background variant={BackgroundVariant.Dots} gap={16} />
          <Controls showInteractive={false} />
          {size > MAPPED && <MiniMap pannable />}
        </ReactFlow>
      </FoldContext>
    </div>
  );
}
