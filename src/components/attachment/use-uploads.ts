import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '@/hooks/api-error';
import { call } from '@/hooks/call';
import { words } from '../words/attachment';
import { refuseFile } from './refuse-file';

/** A file on its way to a task. It stays here until the server has it, or somebody takes it away. */
export interface Upload {
  key: number;
  file: File;
  /** Why it is not there yet; null while it is on its way. */
  problem: string | null;
  /** Sending it again could help. */
  again: boolean;
}

let made = 0;

/** Sends files to a task, one after the other, and keeps those that did not arrive. */
export function useUploads(taskRef: string) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const drop = (key: number) => setUploads((now) => now.filter((one) => one.key !== key));
  const note = (key: number, more: Partial<Upload>) =>
    setUploads((now) => now.map((one) => (one.key === key ? { ...one, ...more } : one)));

  const send = async (some: Upload[]) => {
    for (const { key, file } of some) {
      note(key, { problem: null });
      const failure = await sendFile(taskRef, file);
      if (failure) note(key, { problem: failure, again: true });
      else drop(key);
    }
    await client.invalidateQueries();
  };
  return {
    uploads,
    add: (files: File[]) => {
      const fresh = files.map((file) => ({ key: ++made, file, problem: refuseFile(file), again: false }));
      setUploads((now) => [...now, ...fresh]);
      void send(fresh.filter(({ problem }) => problem === null));
    },
    retry: (upload: Upload) => void send([upload]),
    drop,
  };
}

/** Sends one file to a task; why it did not arrive, in a sentence, or null. */
export async function sendFile(taskRef: string, file: File): Promise<string | null> {
  try {
    await call('addAttachment', { params: { id: taskRef }, query: { name: nameOf(file) }, bytes: file });
    return null;
  } catch (error) {
    // What a browser cannot read any more was moved or changed since it was chosen.
    return error instanceof ApiError ? error.message : words.unreadable(file.name);
  }
}

const nameOf = ({ name }: File) => name.trim().slice(-200) || 'file';
