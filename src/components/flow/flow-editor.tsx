'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useQueryState } from 'nuqs';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { checkFlow } from '@/contract/check-flow';
import type { FlowNodeKind } from '@/contract/flow';
import type { FlowDetail } from '@/contract/flow-calls';
import type { FlowFault } from '@/contract/flow-fault';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { RunButton } from '../flow-run/run-button';
import { Button, ButtonLink } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-editor';
import { addNode } from './add-node';
import { AlignBar } from './align-bar';
import { alignNodes } from './align-nodes';
import { DryRun } from './dry-run';
import { type Copied, copyOf, moved, swapped, withCopies, withEdge, without } from './edit-flow';
import { EditorHead } from './editor-head';
import { type EditorView, editorNode, editorView } from './editor-url';
import { FaultList } from './fault-list';
import { MANY_NODES } from './folding';
import { Inspector } from './inspector';
import { JsonView } from './json-view';
import { layOut } from './lay-out';
import { Outline } from './outline';
import { SaveNotice } from './save-notice';
import { useEditing } from './use-editing';
import { useEditorKeys } from './use-editor-keys';
import { useFolded } from './use-folded';
import { VersionsView } from './versions-view';

const Canvas = dynamic(() => import('./canvas').then((made) => made.Canvas), {
  ssr: false,
  loading: () => <Skeleton rows={10} />,
});
const Simulator = dynamic(() => import('../flow-run/simulator').then((made) => made.Simulator), {
  loading: () => <Skeleton rows={4} />,
});
const NARROW = 768;

/** The editor of one flow. */
export function FlowEditor({ flowRef }: { flowRef: string }) {
  const flow = useEndpoint('getFlow', { params: { id: flowRef } });
  if (flow.isError)
    return <ErrorPanel page title={basics.unread} error={flow.error} onRetry={() => void flow.refetch()} />;
  return flow.data ? <Editor flowRef={flowRef} loaded={flow.data} /> : <Skeleton rows={10} />;
}

function Editor({ flowRef, loaded }: { flowRef: string; loaded: FlowDetail }) {
  const router = useRouter();
  const editing = useEditing(flowRef, loaded);
  const { flow, change } = editing;
  const [asked, setView] = useQueryState('view', editorView);
  const [first] = useState(() =>
    window.innerWidth < NARROW || loaded.document.nodes.length > MANY_NODES ? 'outline' : 'canvas',
  );
  const view = asked ?? first;
  const [named, setNamed] = useQueryState('node', editorNode);
  const [selected, setSelected] = useState<ReadonlySet<string>>(
    () => new Set(flow.nodes.flatMap(({ id }) => (id === named ? [id] : []))),
  );
  const [edgeId, setEdgeId] = useState<string | null>(null);
  const { folded, fold } = useFolded(flow);
  const copied = useRef<Copied | null>(null);
  const checked = useDeferredValue(flow);
  const faults = useMemo(() => checkFlow(checked).faults, [checked]);
  const faulty = useMemo(
    () =>
      new Set(
        faults.flatMap(({ severity, nodeId }) => (severity === 'error' && nodeId !== null ? [nodeId] : [])),
      ),
    [faults],
  );
  const save = useChange('saveFlow');
  const apart = useChange('createFlow', { onSuccess: ({ ref }) => router.push(`/flows/${ref}/edit`) });
  const pick = (ids: ReadonlySet<string>) => {
    setSelected(ids);
    setEdgeId(null);
    void setNamed(ids.size === 1 ? ([...ids][0] ?? null) : null);
  };
  const pickEdge = (id: string) => {
    pick(new Set());
    setEdgeId(id);
  };
  const saveAs = (version: number) => {
    const document = flow;
    save.mutate(
      { params: { id: flowRef }, body: { document, version } },
      {
        onSuccess: (detail) => {
          editing.rebase(detail, document);
          toast(words.saved(detail.version));
        },
      },
    );
  };
  const add = (kind: FlowNodeKind) => {
    const { flow: next, id } = addNode(flow, kind, selected);
    change(next);
    pick(new Set([id]));
  };
  const act = {
    undo: editing.undo,
    redo: editing.redo,
    save: () => editing.dirty && saveAs(editing.version),
    remove: () => {
      change(without(flow, selected, new Set(edgeId === null ? [] : [edgeId])));
      pick(new Set());
    },
    copy: () => {
      if (selected.size > 0) copied.current = copyOf(flow, selected);
    },
    paste: () => {
      if (!copied.current) return;
      const { flow: next, ids } = withCopies(flow, copied.current);
      change(next);
      pick(new Set(ids));
    },
    layOut: () => change(moved(flow, layOut(flow))),
    all: () => pick(new Set(flow.nodes.map(({ id }) => id))),
  };
  useEditorKeys(act, view === 'canvas');
  useShortcuts([{ keys: 'A', label: words.layOut, group: 'This page', run: act.layOut }]);
  const jump = (fault: FlowFault) => {
    if (fault.edgeId !== null) pickEdge(fault.edgeId);
    else if (fault.nodeId !== null) pick(new Set([fault.nodeId]));
    if (view !== 'canvas' && view !== 'outline') void setView('outline');
  };
  const order = (id: string, by: -1 | 1) => change(swapped(flow, id, by));
  const stale = save.error?.code === 'STALE_VERSION' || (!save.isPending && loaded.version > editing.version);
  const [nodeId] = selected.size === 1 ? selected : [null];
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <EditorHead
        flow={flow}
        flowRef={flowRef}
        version={editing.version}
        dirty={editing.dirty}
        saving={save.isPending}
        canUndo={editing.canUndo}
        canRedo={editing.canRedo}
        onRename={(name) => change({ ...flow, name }, 'name')}
        onAdd={add}
        act={act}
        actions={
          <>
            <ButtonLink href={`/flows/${flowRef}/runs`}>{basics.runs}</ButtonLink>
            <RunButton
              flowRef={flowRef}
              version={loaded.version}
              document={loaded.document}
              faults={loaded.errors}
              dirty={editing.dirty}
            />
          </>
        }
      />
      {stale && (
        <SaveNotice
          actions={
            <>
              <Button onClick={() => editing.rebase(loaded)}>{words.stale.load(loaded.version)}</Button>
              <Button
                busy={apart.isPending}
                onClick={() => apart.mutate({ body: { document: flow, projectId: loaded.projectId } })}
              >
                {words.stale.keep}
              </Button>
              <Button onClick={() => saveAs(loaded.version)}>{words.stale.over}</Button>
            </>
          }
        >
          {words.stale.told(loaded.version, editing.version)}
        </SaveNotice>
      )}
      {editing.restored && editing.dirty && !stale && (
        <SaveNotice actions={<Button onClick={() => editing.rebase(loaded)}>{words.draft.discard}</Button>}>
          {words.draft.told}
        </SaveNotice>
      )}
      {save.isError && !stale && <ErrorPanel title={words.unsaved} error={save.error} />}
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <Segmented
          label={words.view}
          value={view}
          options={[
            { value: 'canvas', label: words.views.canvas },
            { value: 'outline', label: words.views.outline },
            { value: 'json', label: words.views.json },
            { value: 'forecast', label: words.views.forecast },
            { value: 'simulation', label: words.views.simulation },
            { value: 'versions', label: words.views.versions },
          ]}
          onChange={(next) => void setView(next as EditorView)}
        />
        {selected.size > 1 && (
          <AlignBar
            chosen={selected.size}
            onAlign={(how) => change(moved(flow, alignNodes(flow, selected, how)))}
          />
        )}
        <span className="text-label text-ink-2">
          {basics.nodes(flow.nodes.length)}, {basics.edges(flow.edges.length)}
        </span>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {view === 'canvas' && (
            <Canvas
              flow={flow}
              folded={folded}
              onFold={fold}
              selected={selected}
              edgeId={edgeId}
              faulty={faulty}
              onSelectNodes={pick}
              onSelectEdge={pickEdge}
              onMove={(places) => change(moved(flow, places), 'move')}
              onConnect={(source, target, handle) => change(withEdge(flow, source, target, handle))}
            />
          )}
          {view === 'outline' && (
            <Panel flush>
              <Outline
                flow={flow}
                selected={selected}
                folded={folded}
                onFold={fold}
                faulty={faulty}
                onSelect={(id, more) => pick(new Set(more ? [...selected, id] : [id]))}
                onMove={order}
                onDelete={act.remove}
              />
              {flow.nodes.length === 0 && <p className="px-4 py-6 text-ink-2">{words.noNodes}</p>}
            </Panel>
          )}
          {view === 'json' && <JsonView flow={flow} onChange={change} />}
          {view === 'forecast' && (
            <Panel title={words.views.forecast} id="dry-run">
              <DryRun flowRef={flowRef} flow={checked} />
            </Panel>
          )}
          {view === 'simulation' && (
            <Panel title={words.views.simulation} id="simulate">
              <Simulator flow={checked} />
            </Panel>
          )}
          {view === 'versions' && (
            <VersionsView
              flowRef={flowRef}
              newest={loaded.version}
              dirty={editing.dirty}
              onRestored={(detail) => editing.rebase(detail)}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={errors > 0 ? basics.faults(errors) : words.problems} id="problems">
            <FaultList faults={faults} onJump={jump} />
          </Panel>
          <Panel title={words.inspector} id="inspector">
            <Inspector
              flow={flow}
              nodeId={nodeId ?? null}
              edgeId={edgeId}
              onChange={change}
              onSelect={({ nodeId: node, edgeId: edge }) =>
                edge === undefined ? pick(new Set([node!])) : pickEdge(edge)
              }
              onDelete={act.remove}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}
