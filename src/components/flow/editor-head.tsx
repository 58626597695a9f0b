'use client';
import { LayoutDashboard, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { type FlowDocument, FlowNodeKind } from '@/contract/flow';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { words } from '../words/flow-editor';
import { words as nodes } from '../words/flow-nodes';
import { KIND_WORDS } from './node-words';
import type { EditorActs } from './use-editor-keys';

interface HeadProps {
  flow: FlowDocument;
  flowRef: string;
  version: number;
  dirty: boolean;
  saving: boolean;
  canUndo: boolean;
  canRedo: boolean;
  onRename(name: string): void;
  onAdd(kind: FlowNodeKind): void;
  act: EditorActs & { layOut(): void };
  /** What else leads on from here. */
  actions: ReactNode;
}

/** The name of the flow, its palette and what can be done with all of it. */
export function EditorHead(props: HeadProps) {
  const { flow, flowRef, version, dirty, saving, act } = props;
  return (
    <header className="mb-3 flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="text-label text-ink-2">
          {words.head.of(flowRef, version)}
          <span className="sr-only">: {flow.name}</span>
          {dirty && `, ${words.head.changed}`}
        </h1>
        <Input
          aria-label={words.head.name}
          className="text-section! font-semibold"
          value={flow.name}
          onChange={(event) => event.target.value.trim() !== '' && props.onRename(event.target.value)}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          fit
          className="w-40"
          aria-label={words.head.add}
          value=""
          onChange={(event) => props.onAdd(event.target.value as FlowNodeKind)}
        >
          <option value="" disabled>
            {words.head.add}
          </option>
          {FlowNodeKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {nodes.kindDoes(KIND_WORDS[kind].name, KIND_WORDS[kind].does)}
            </option>
          ))}
        </Select>
        <Button
          size="icon"
          aria-label={words.head.undo}
          title={words.head.undoKeys}
          disabled={!props.canUndo}
          onClick={act.undo}
        >
          <Undo2 className="size-4" aria-hidden="true" />
        </Button>
        <Button
          size="icon"
          aria-label={words.head.redo}
          title={words.head.redoKeys}
          disabled={!props.canRedo}
          onClick={act.redo}
        >
          <Redo2 className="size-4" aria-hidden="true" />
        </Button>
        <Button size="icon" aria-label={words.head.layOut} title={words.head.layOutKeys} onClick={act.layOut}>
          <LayoutDashboard className="size-4" aria-hidden="true" />
        </Button>
        {props.actions}
        <Button look="primary" busy={saving} disabled={!dirty} onClick={act.save}>
          {words.head.save}
        </Button>
      </div>
    </header>
  );
}
