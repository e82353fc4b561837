import type { ReactNode } from 'react';

type PaperPaneProps = {
  title: string;
  /** `第1页，共2页`. */
  pages?: ReactNode;
  /** Preview, .docx, print, receipt. */
  links: ReactNode;
  /** The preview itself: the frozen bytes, drawn. */
  children: ReactNode;
};

/** A paper beside the facts: drawn on a sunken ground, its name and what can be done with it below. */
export const PaperPane = ({ title, pages, links, children }: PaperPaneProps) => (
  <section className="paper-pane" aria-label={title}>
    {children}
    <footer>
      <div>
        <b>{title}</b>
        <span>{pages}</span>
      </div>
      <div className="no-print">{links}</div>
    </footer>
  </section>
);
