import type { ReactNode } from 'react';

export type TimelineItem = {
  readonly key: string;
  /** When and who, already in words: `10月9日 17:36 · 程如砥`. */
  readonly when: ReactNode;
  readonly what: ReactNode;
  /** Not happened yet: a deadline ahead. */
  readonly coming?: boolean;
};

/** What happened, newest first; what is still to come stands above it. */
export const Timeline = ({ items }: { items: readonly TimelineItem[] }) => {
  const latest = items.findIndex((item) => item.coming !== true);
  return (
    <ol className="timeline">
      {items.map((item, index) => (
        <li key={item.key} className={item.coming === true ? 'coming' : index === latest ? 'latest' : undefined}>
          <time>{item.when}</time>
          {item.what}
        </li>
      ))}
    </ol>
  );
};

export type LifeStage = { readonly key: string; readonly label: string; readonly note?: string | undefined };

/** The states of a life in order, the current one ringed. It shows where a thing is, and is not a row of buttons. */
export const LifeLine = ({
  label,
  stages,
  current,
}: {
  label: string;
  stages: readonly LifeStage[];
  current: string;
}) => {
  const now = stages.findIndex((stage) => stage.key === current);
  return (
    // It may be wider than a phone: whoever has only keys scrolls it, too.
    <ol className="life" aria-label={label} tabIndex={0}>
      {stages.map((stage, index) => (
        <li
          key={stage.key}
          className={index < now ? 'done' : index === now ? 'now' : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          {stage.label}
          <small>{stage.note}</small>
        </li>
      ))}
    </ol>
  );
};
