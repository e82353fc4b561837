import { useId } from 'react';
import type { ReactNode } from 'react';

type PanelProps = {
  title: ReactNode;
  note?: ReactNode;
  /** A link or a segment, right in the head. */
  action?: ReactNode;
  /** Lists and tables reach the panel's edges. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

export const Panel = ({ title, note, action, flush = false, className = '', children }: PanelProps) => {
  const heading = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {note !== undefined && <span className="caption">{note}</span>}
        {action !== undefined && <span className="end">{action}</span>}
      </header>
      {flush ? children : <div className="panel-body">{children}</div>}
    </section>
  );
};

export type Fact = { readonly label: string; readonly value: ReactNode };

/** Facts one under the other. */
export const KeyValues = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="facts">
    {facts.map(({ label, value }) => (
      <FactPair key={label} label={label} value={value} />
    ))}
  </dl>
);

const FactPair = ({ label, value }: Fact) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);

/** Facts in one line, parted by hairlines. */
export const FactLine = ({ facts }: { facts: readonly Fact[] }) => (
  <p className="fact-line">
    {facts.map(({ label, value }) => (
      <span key={label}>
        <em>{label}</em>
        {value}
      </span>
    ))}
  </p>
);

export const Note = ({ children }: { children: ReactNode }) => <div className="note">{children}</div>;
