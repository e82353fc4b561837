import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Point } from './graph-layout.ts';
import { aroundATable, asAWeb } from './graph-layout.ts';

export type GraphNode = {
  readonly id: string;
  readonly label: string;
  /** Below the label: how often, how much. */
  readonly note?: string | undefined;
  /** What it is about, what is tied, a record, and what ties. */
  readonly role: 'chief' | 'plain' | 'small' | 'tie';
  /** Where a click leads. */
  readonly href?: string | undefined;
};
export type GraphEdge = {
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
  /** 0 to 1: how strong a tie is. */
  readonly weight?: number;
  /** Hardly brings its ends together: what it says is not why they are in the picture. */
  readonly loose?: boolean;
};

type GraphProps = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** `circle`: equals around a table; `web`: what hangs together comes together. */
  readonly layout: 'circle' | 'web';
  readonly height?: number;
  /** The picture in a sentence, for whoever does not see it; its page gives the same as a table. */
  readonly label: string;
};

/** Room for labels around the places, in pixels. */
const MARGIN = { x: 74, top: 20, bottom: 46 };
const RADIUS = { chief: 14, plain: 10, small: 7, tie: 6 } as const satisfies Record<GraphNode['role'], number>;
const LINE = 14;
/** Characters of a line; a Chinese one is as wide as two others. */
const LINE_WIDTH = 18;
const MOST_LINES = 2;
const [THINNEST, THICKEST] = [1, 5];
const USUAL_WIDTH = 640;
const NARROW = 480;
const TALLER = 1.6;

/** A label in at most two lines; the whole of it is in its title and in the table. */
export const linesOf = (label: string): readonly string[] => {
  const lines: string[] = [''];
  let width = 0;
  for (const character of label) {
    const wide = (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
    if (width + wide > LINE_WIDTH) {
      if (lines.length === MOST_LINES) return [...lines.slice(0, -1), `${(lines.at(-1) ?? '').slice(0, -1)}…`];
      lines.push('');
      width = 0;
    }
    lines[lines.length - 1] = (lines.at(-1) ?? '') + character;
    width += wide;
  }
  return lines;
};

/** Things and the ties between them, drawn to the width there is. */
export const Graph = ({ nodes, edges, layout, height: asked = 320, label }: GraphProps) => {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  useEffect(() => {
    if (box.current === null) return undefined;
    const size = new ResizeObserver(([entry]) => setWidth(Math.max(240, entry?.contentRect.width ?? USUAL_WIDTH)));
    size.observe(box.current);
    return () => size.disconnect();
  }, []);
  const places = useMemo(() => {
    const ids = nodes.map(({ id }) => id);
    return layout === 'circle' ? aroundATable(ids) : asAWeb(ids, edges);
  }, [nodes, edges, layout]);
  // Labels keep their size on a phone: what is narrow grows taller.
  const narrow = width < NARROW;
  const height = narrow && layout === 'web' ? asked * TALLER : asked;
  // A table is round whatever the width of the page.
  const inner = { x: width - 2 * MARGIN.x, y: height - MARGIN.top - MARGIN.bottom };
  const wide = layout === 'circle' ? Math.min(inner.x, inner.y * 1.9) : inner.x;
  const at = (id: string): Point => {
    const { x, y } = places.get(id) ?? { x: 0.5, y: 0.5 };
    return { x: width / 2 + (x - 0.5) * wide, y: MARGIN.top + y * inner.y };
  };
  return (
    <div ref={box} className="graph">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        role="group"
        aria-label={label}
      >
        {edges.map(({ from, to, weight = 0 }) => (
          <line
            key={`${from} ${to}`}
            className="tie"
            x1={at(from).x}
            y1={at(from).y}
            x2={at(to).x}
            y2={at(to).y}
            strokeWidth={THINNEST + weight * (THICKEST - THINNEST)}
          />
        ))}
        {edges.map(({ from, to, label: told }) =>
          told === undefined ? null : (
            <text
              key={`${from} ${to}`}
              className="told"
              x={(at(from).x + at(to).x) / 2}
              y={(at(from).y + at(to).y) / 2 + 4}
            >
              {told}
            </text>
          ),
        )}
        {nodes.map((node) => (
          <Node key={node.id} node={node} place={at(node.id)} />
        ))}
      </svg>
    </div>
  );
};

const Node = ({ node, place: { x, y } }: { node: GraphNode; place: Point }) => {
  const { label, note, role, href } = node;
  const r = RADIUS[role];
  const lines = [...linesOf(label), ...(note === undefined ? [] : [note])];
  const drawn: ReactNode = (
    <>
      <title>{note === undefined ? label : `${label} ${note}`}</title>
      {role === 'small' || role === 'tie' ? (
        <rect x={x - r} y={y - r} width={2 * r} height={2 * r} rx={role === 'small' ? 3 : 0} />
      ) : (
        <circle cx={x} cy={y} r={r} />
      )}
      <text x={x} y={y + r + 13}>
        {lines.map((line, at) => (
          <tspan key={at} x={x} dy={at === 0 ? 0 : LINE}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  );
  return href === undefined ? (
    <g className={`node ${role}`}>{drawn}</g>
  ) : (
    <Link className={`node ${role}`} to={href}>
      {drawn}
    </Link>
  );
};
