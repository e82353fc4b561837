import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { DocxPreview } from '../../ui/docx-preview.tsx';
import { Loaded } from '../../ui/page-states.tsx';
import { PaperPane } from '../../ui/paper-pane.tsx';
import { paperQuery, previewQuery } from './queries.ts';
import type { Paper, Warning } from './queries.ts';
import { useWarningWords } from './warning-words.ts';

/** The papers issued, one shown beside the facts: exactly its frozen bytes. */
export const PapersAside = ({ papers }: { papers: readonly Paper[] }) => {
  const { t } = useText();
  const { day } = useWarningWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = papers.find(({ id }) => id === chosen) ?? papers[0];
  if (shown === undefined) return null;
  return (
    <div className="stack">
      <IssuedPaper key={shown.id} paper={shown} />
      {papers.length > 1 && (
        <ul className="paper-list" aria-label={t('warnings:papers.choose')}>
          {papers.map(({ id, title, number, on, voided }) => (
            <li key={id}>
              <button
                type="button"
                className="link-button"
                aria-current={id === shown.id ? 'true' : undefined}
                onClick={() => setChosen(id)}
              >
                {number ?? title}
              </button>
              <span className="caption">{voided ? t('warnings:papers.voided') : day(on)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** One issued paper: drawn, saved and printed from the same bytes. */
export const IssuedPaper = ({ paper }: { paper: Paper }) => (
  <Loaded result={useQuery(paperQuery(paper.id))}>
    {(bytes) => <DocxPreview title={paper.title} fileName={`${paper.number ?? paper.title}.docx`} bytes={bytes} />}
  </Loaded>
);

/** The paper that would be issued now, asked for when someone wants to see it. */
export const DraftPaper = ({ warning: { id, version } }: { warning: Pick<Warning, 'id' | 'version'> }) => {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const result = useQuery({ ...previewQuery(id, version), enabled: open });
  if (!open)
    return (
      <PaperPane
        title={t('warnings:papers.preview')}
        links={
          <button type="button" className="link-button" onClick={() => setOpen(true)}>
            {t('warnings:papers.showPreview')}
          </button>
        }
      >
        <p className="caption">{t('warnings:papers.previewNote')}</p>
      </PaperPane>
    );
  return (
    <Loaded result={result}>
      {(bytes) => (
        <DocxPreview
          title={t('warnings:papers.preview')}
          fileName={`${t('warnings:papers.preview')}.docx`}
          bytes={bytes}
        />
      )}
    </Loaded>
  );
};
