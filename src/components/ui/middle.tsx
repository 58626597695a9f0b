/** A long path or id, cut in the middle so that its end stays readable; direction-safe. */
export function Middle({ text, max = 48, className }: { text: string; max?: number; className?: string }) {
  const half = Math.floor((max - 1) / 2);
  const short = text.length <= max ? text : `${text.slice(0, half)}…${text.slice(-half)}`;
  return (
    <bdi className={className} title={text}>
      {short}
    </bdi>
  );
}
