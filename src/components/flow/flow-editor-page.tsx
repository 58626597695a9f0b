'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '../ui/skeleton';

const FlowEditor = dynamic(() => import('./flow-editor').then((made) => made.FlowEditor), {
  ssr: false,
  loading: () => <Skeleton rows={10} />,
});

/** The editor of one flow; what it draws with is loaded here alone. */
export function FlowEditorPage({ flowRef }: { flowRef: string }) {
  return <FlowEditor flowRef={flowRef} />;
}
