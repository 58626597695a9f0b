import { redirect } from 'next/navigation';

/** A decision by its ref, as it is written down elsewhere: the inbox with that one open. */
export default async function OneException({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  redirect(`/exceptions?e=${encodeURIComponent(ref)}`);
}
