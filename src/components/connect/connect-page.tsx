'use client';
import { useState } from 'react';
import type { z } from 'zod';
import type { createEnrollment } from '@/contract/enrollment';
import { PageHeader } from '../ui/page-header';
import { words } from '../words/connect';
import { EnrollmentForm } from './enrollment-form';
import { KnownRunners } from './known-runners';
import { WaitForMachine } from './wait-for-machine';

export type Issued = z.output<typeof createEnrollment.returns>;

/** Connects a machine: a one-time command, the machine arriving, its own findings, and a test task. */
export function ConnectPage() {
  const [issued, setIssued] = useState<Issued | null>(null);
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        {issued ? (
          <WaitForMachine key={issued.id} issued={issued} onAgain={() => setIssued(null)} />
        ) : (
          <EnrollmentForm onIssued={setIssued} />
        )}
        <KnownRunners />
      </div>
    </>
  );
}
