import { redirect } from 'next/navigation';

/** A flow by its ref, as it is written down elsewhere: where it is drawn. */
export default async function OneFlow({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  redirect(`/flows/${encodeURIComponent(ref)}/edit`);
}
