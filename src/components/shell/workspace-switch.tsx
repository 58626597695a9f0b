'use client';
import dynamic from 'next/dynamic';
import { useEndpoint } from '@/hooks/use-endpoint';

const WorkspaceSelect = dynamic(() => import('./workspace-select').then((made) => made.WorkspaceSelect));

/** Which workspace one is in; nothing for who is in one alone. A small screen has it among the settings. */
export function WorkspaceSwitch() {
  const { data: me } = useEndpoint('getMe');
  return me && me.workspaces.length > 1 ? <WorkspaceSelect me={me} /> : null;
}
