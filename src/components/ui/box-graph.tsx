import type { ReactNode } from 'react';
import { Scroller } from './scroller';

/** In sixteenths of the text's size, so that larger text has larger boxes. */
export const BOX = { width: 208, height: 46 };
const EDGE = 16;
const rem = (sixteenths: number) => `${sixteenths / 16}rem`;

export interface Box {
  key: string;
  /** The upper left corner, in sixteenths of the text's size. */
  x: number;
  y: number;
}
export interface Arrow {
  /** The box on the right. */
  from: string;
  /** The box on the left, which the arrow points at. */
  to: string;
  /** Drawn so that it stands out. */
  alarming?: boolean;
}

interface BoxGraphProps<B extends Box> {
  /** What it shows, for who cannot see it. */
  label: string;
  boxes: readonly B[];
  arrows: readonly Arrow[];
  /** Whether the frame of a box stands out. */
  isAlarming?(box: B): boolean;
  /** What stands in a box. */
  children(box: B): ReactNode;
}

/** Boxes in a list, each in its place, with arrows between them. The arrows are for eyes alone: boxes say them in words. */
export function BoxGraph<B extends Box>({ label, boxes, arrows, isAlarming, children }: BoxGraphProps<B>) {
  const byKey = new Map(boxes.map((box) => [box.key, box]));
  const width = Math.max(0, ...boxes.map(({ x }) => x)) + BOX.width + 2 * EDGE;
  const height = Math.max(0, ...boxes.map(({ y }) => y)) + BOX.height + 2 * EDGE;
  return (
    <Scroller label={label}>
      <div className="relative" style={{ width: rem(width), height: rem(height) }}>
        <svg viewBox={`0 0 ${width} ${height}`} className="absolute inset-0 size-full" aria-hidden="true">
          {arrows.map((arrow) => {
            const [start, end] = [byKey.get(arrow.from), byKey.get(arrow.to)];
            return start && end && <ArrowLine key={`${arrow.from} ${arrow.to}`} {...{ arrow, start, end }} />;
          })}
        </svg>
        <ul>
          {boxes.map((box) => (
            <li
              key={box.key}
              className={`absolute flex flex-col justify-center rounded-control border bg-panel px-2.5 hover:bg-sunken ${
                isAlarming?.(box) ? 'border-danger' : 'border-control'
              }`}
              style={{
                left: rem(box.x + EDGE),
                top: rem(box.y + EDGE),
                width: rem(BOX.width),
                height: rem(BOX.height),
              }}
            >
              {children(box)}
            </li>
          ))}
        </ul>
      </div>
    </Scroller>
  );
}

function ArrowLine({ arrow: { alarming }, start, end }: { arrow: Arrow; start: Box; end: Box }) {
  const [x1, y1] = [start.x + EDGE, start.y + EDGE + BOX.height / 2];
  const [x2, y2] = [end.x + EDGE + BOX.width, end.y + EDGE + BOX.height / 2];
  const bend = Math.max(28, Math.abs(x1 - x2) / 2);
  return (
    <g
      className={alarming ? 'text-danger' : 'text-control'}
      stroke="currentColor"
      fill="none"
      strokeWidth={alarming ? 2 : 1.5}
    >
      <path
        d={`M${x1} ${y1}C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2 + 7} ${y2}`}
        strokeDasharray={alarming ? '5 3' : undefined}
      />
      <path d={`M${x2 + 8} ${y2 - 4}L${x2 + 1} ${y2}L${x2 + 8} ${y2 + 4}z`} fill="currentColor" />
    </g>
  );
}
