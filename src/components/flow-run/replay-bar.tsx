'use client';
import { Pause, Play } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Button } from '../ui/button';
import { formatDuration } from '../ui/format-duration';
import { words } from '../words/flow-run-page';
import type { Step } from './node-states';
import { momentsOf } from './replay';

interface ReplayProps {
  steps: readonly Step[];
  span: { from: number; to: number };
  /** null: as it ended. */
  moment: number | null;
  onMoment(moment: number | null): void;
}

/** How long each moment is shown while it plays, in milliseconds. */
const SHOW_MS = 600;
/** Places of the slider, however long the run was. */
const STEPS = 1000;

/** Goes back to any moment of a run that has ended, by the times at which its steps began and ended. */
export function ReplayBar({ steps, span, moment, onMoment }: ReplayProps) {
  const id = useId();
  const [playing, setPlaying] = useState(false);
  const at = moment ?? span.to;
  useEffect(() => {
    if (!playing) return;
    const next = momentsOf(steps).find((one) => one > at);
    const timer = setTimeout(() => {
      if (next === undefined || next >= span.to) {
        setPlaying(false);
        onMoment(null);
      } else onMoment(next);
    }, SHOW_MS);
    return () => clearTimeout(timer);
  }, [playing, at, steps, span.to, onMoment]);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-3 rounded-panel border border-line bg-panel px-3 py-2">
      <Button
        size="icon"
        aria-label={playing ? words.replay.stop : words.replay.play}
        onClick={() => {
          if (!playing && moment === null) onMoment(span.from);
          setPlaying(!playing);
        }}
      >
        {playing ? (
          <Pause className="size-4" aria-hidden="true" />
        ) : (
          <Play className="size-4" aria-hidden="true" />
        )}
      </Button>
      <label htmlFor={id} className="text-label text-ink-2">
        {words.replay.moment}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={STEPS}
        value={Math.round(((at - span.from) / (span.to - span.from)) * STEPS)}
        aria-valuetext={words.replay.after(formatDuration(at - span.from))}
        className="h-6 min-w-40 flex-1 accent-(--accent)"
        onChange={(event) => {
          setPlaying(false);
          const value = Number(event.target.value);
          onMoment(value >= STEPS ? null : span.from + ((span.to - span.from) * value) / STEPS);
        }}
      />
      <output htmlFor={id} className="min-w-32 text-right text-label text-ink-2 tabular-nums">
        {moment === null
          ? words.replay.ended
          : words.replay.at(formatDuration(at - span.from), formatDuration(span.to - span.from))}
      </output>
    </div>
  );
}
