'use client';
import { Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { type FlowDocument, FlowEdge, FlowNode } from '@/contract/flow';
import { isContainer, kindOf, timeoutUnitOf } from '@/contract/flow-settings';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { Field } from '../ui/field';
import { Phrase } from '../ui/phrase';
import { words } from '../words/flow-forms';
import { words as nodes } from '../words/flow-nodes';
import { renamed, withEdge, withMember } from './edit-flow';
import { KIND_WORDS, membersOf } from './node-words';
import { SchemaField } from './schema-field';

interface InspectorProps {
  flow: FlowDocument;
  nodeId: string | null;
  edgeId: string | null;
  onChange(flow: FlowDocument, key?: string): void;
  onSelect(selection: { nodeId?: string; edgeId?: string }): void;
  onDelete(): void;
}

/** The form of what is selected: a node, an edge, or the flow itself. */
export function Inspector(props: InspectorProps) {
  const { flow, nodeId, edgeId } = props;
  const node = flow.nodes.find(({ id }) => id === nodeId);
  const edge = flow.edges.find(({ id }) => id === edgeId);
  if (node) return <NodeForm key={node.id} {...props} node={node} />;
  if (edge) return <EdgeForm key={edge.id} {...props} edge={edge} />;
  return <p className="text-ink-2">{words.choose}</p>;
}

function NodeForm({ flow, node, onChange, onSelect, onDelete }: InspectorProps & { node: FlowNode }) {
  const id = useId();
  const [target, setTarget] = useState('');
  const set = (path: string[], value: unknown) => {
    const next = withMember(flow, 'nodes', node.id, path, value);
    const unit = path.at(-1) === 'timeout' && value !== undefined ? timeoutUnitOf(flow) : null;
    const told = unit === null ? next : { ...next, metadata: { ...next.metadata, timeoutUnit: unit } };
    onChange(told, `${node.id} ${path.join('.')}`);
  };
  const out = flow.edges.filter(({ source }) => source === node.id);
  const unit = timeoutUnitOf(flow) === 's' ? words.node.seconds : words.node.milliseconds;
  const others = flow.nodes.filter((one) => one.id !== node.id && one.parent === node.parent);
  const boxes = flow.nodes.filter((one) => isContainer(one) && one.id !== node.id);
  const kind = kindOf(node);
  return (
    <div className="flex flex-col gap-4">
      <IdField
        id={node.id}
        taken={flow.nodes.map((one) => one.id)}
        onRename={(to) => {
          onChange(renamed(flow, node.id, to));
          onSelect({ nodeId: to });
        }}
      />
      <p className="text-label text-ink-2">
        {words.node.about(nodes.kindDoes(KIND_WORDS[kind].name, KIND_WORDS[kind].does), unit)}
      </p>
      {membersOf(kind).map((path) => (
        <SchemaField
          key={path.join('.')}
          schema={FlowNode}
          path={path}
          value={path.reduce<unknown>(
            (at, name) => (at as Record<string, unknown> | undefined)?.[name],
            node,
          )}
          onChange={(value) => set(path, value)}
        />
      ))}
      {boxes.length > 0 && (
        <Field id={`${id}-in`} label={words.node.parent}>
          <Select
            id={`${id}-in`}
            value={node.parent ?? ''}
            onChange={(event) => set(['parent'], event.target.value || undefined)}
          >
            <option value="">{words.node.noParent}</option>
            {boxes.map((box) => (
              <option key={box.id} value={box.id}>
                {box.label ?? box.id}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {node.parent !== undefined && (
        <Field id={`${id}-part`} label="part">
          <Select
            id={`${id}-part`}
            value={node.part ?? ''}
            onChange={(event) => set(['part'], event.target.value || undefined)}
          >
            <option value="">{words.node.member}</option>
            <option value="judge">{words.node.judge}</option>
          </Select>
        </Field>
      )}
      <div className="flex flex-col gap-2">
        <h3 className="text-label font-medium">{words.node.leadsTo}</h3>
        <ul className="flex flex-col gap-1">
          {out.map((edge) => (
            <li key={edge.id}>
              <button
                type="button"
                className="coarse-target min-h-6 text-accent underline"
                onClick={() => onSelect({ edgeId: edge.id })}
              >
                {edge.maxIterations ? words.node.again(edge.target, edge.maxIterations) : edge.target}
              </button>
            </li>
          ))}
          {out.length === 0 && <li className="text-ink-3">{words.node.nothing}</li>}
        </ul>
        <div className="flex gap-2">
          <Select
            aria-label={words.node.leadTo}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          >
            <option value="">{words.node.choose}</option>
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {one.label ?? one.id}
              </option>
            ))}
          </Select>
          <Button
            disabled={target === ''}
            onClick={() => {
              onChange(withEdge(flow, node.id, target, kind === 'condition' ? 'true' : null));
              setTarget('');
            }}
          >
            {words.node.connect}
          </Button>
        </div>
      </div>
      <Button look="danger" onClick={onDelete}>
        <Trash2 className="size-4" aria-hidden="true" /> {words.node.delete}
      </Button>
    </div>
  );
}

function IdField({ id, taken, onRename }: { id: string; taken: string[]; onRename(to: string): void }) {
  const field = useId();
  const [typed, setTyped] = useState(id);
  const clash = typed !== id && taken.includes(typed) ? words.node.taken : undefined;
  return (
    <Field id={field} label="id" error={clash}>
      <Input
        id={field}
        className="mono"
        aria-invalid={clash ? true : undefined}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => (clash || typed.trim() === '' ? setTyped(id) : typed !== id && onRename(typed.trim()))}
      />
    </Field>
  );
}

const EDGE_MEMBERS = [['on'], ['condition'], ['sourceHandle'], ['targetHandle'], ['maxIterations']];

function EdgeForm({ flow, edge, onChange, onSelect, onDelete }: InspectorProps & { edge: FlowEdge }) {
  const end = (id: string) => (
    <button
      type="button"
      className="coarse-target min-h-6 text-accent underline"
      onClick={() => onSelect({ nodeId: id })}
    >
      {id}
    </button>
  );
  return (
    <div className="flex flex-col gap-4">
      <p>
        <Phrase of={words.edge.fromTo} parts={{ source: end(edge.source), target: end(edge.target) }} />
      </p>
      {EDGE_MEMBERS.map((path) => (
        <SchemaField
          key={path[0]}
          schema={FlowEdge}
          path={path}
          value={(edge as Record<string, unknown>)[path[0]!]}
          onChange={(value) =>
            onChange(withMember(flow, 'edges', edge.id, path, value), `${edge.id} ${path[0]}`)
          }
        />
      ))}
      <Button look="danger" onClick={onDelete}>
        <Trash2 className="size-4" aria-hidden="true" /> {words.edge.delete}
      </Button>
    </div>
  );
}
