import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import type { PreviewPages } from './docx-preview-pages.ts';
import { printPaper } from './docx-preview-print.ts';
import { PaperPane } from './paper-pane.tsx';

type DocxPreviewProps = {
  title: string;
  /** Name of the file when it is saved. */
  fileName: string;
  /** The frozen bytes: what is shown, printed and saved is these and nothing else. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Further links beside preview, save and print. */
  children?: ReactNode;
};

type Drawing = 'drawing' | 'failed' | PreviewPages;

/** Draws once for each paper; the drawing library comes over the wire only when a paper is first shown. */
const useDrawing = (bytes: Uint8Array): Drawing => {
  const [last, setLast] = useState<{ readonly of: Uint8Array; readonly drawing: Drawing }>();
  useEffect(() => {
    let abandoned = false;
    const show = (drawing: Drawing): void => {
      if (!abandoned) setLast({ of: bytes, drawing });
    };
    import('./docx-preview-pages.ts').then(({ drawPages }) => drawPages(bytes)).then(show, () => show('failed'));
    return () => {
      abandoned = true;
    };
  }, [bytes]);
  return last?.of === bytes ? last.drawing : 'drawing';
};

/** A leaf keeps the shape of A4, whatever room it is given; the page in it is laid out in real size and only looked at smaller. */
const LEAVES = `
:host { display: grid; gap: 12px; }
.leaf { position: relative; aspect-ratio: 210 / 297; overflow: hidden; box-shadow: 0 0 0 1px #d3cec2, 0 2px 8px rgb(29 38 37 / 8%); background: #fff; }
.leaf > section { position: absolute; inset: 0 auto auto 0; transform: scale(var(--paper-scale, 1)); transform-origin: 0 0; }
`;

/** Pages as leaves over the whole width of their container, in a shadow root: the paper's styles and the office's never meet. */
const Leaves = ({ drawn, pages }: { drawn: PreviewPages; pages: readonly HTMLElement[] }) => {
  const { t } = useTranslation('paper');
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = ref.current;
    if (host === null) return;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const leaves = new CSSStyleSheet();
    leaves.replaceSync(LEAVES);
    root.adoptedStyleSheets = [drawn.styles, leaves];
    root.replaceChildren(
      ...pages.map((page) => {
        const leaf = document.createElement('div');
        leaf.className = 'leaf';
        leaf.role = 'group';
        leaf.ariaLabel = t('page', { page: drawn.pages.indexOf(page) + 1, count: drawn.pages.length });
        leaf.append(page.cloneNode(true));
        return leaf;
      }),
    );
    const width = parseFloat(pages[0]?.style.width ?? '');
    const scale = new ResizeObserver(() => {
      // The page's width is written in points, the container's is measured in pixels of 3/4 point.
      host.style.setProperty('--paper-scale', String((host.clientWidth * 0.75) / width));
    });
    scale.observe(host);
    return () => scale.disconnect();
  }, [drawn, pages, t]);
  return <div ref={ref} lang="zh-CN" />;
};

const save = (bytes: Uint8Array<ArrayBuffer>, fileName: string): void => {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
};

/** A paper beside the facts: page by page in the pane, all of them in a dialog, on the printer, or as the file itself. */
export const DocxPreview = ({ title, fileName, bytes, children }: DocxPreviewProps) => {
  const { t } = useTranslation('paper');
  const drawing = useDrawing(bytes);
  const drawn = typeof drawing === 'string' ? null : drawing;
  return (
    <PaperPane
      title={title}
      links={
        <>
          {drawn !== null && <Enlarged title={title} drawn={drawn} />}
          <button type="button" className="link-button" onClick={() => save(bytes, fileName)}>
            {t('save')}
          </button>
          {drawn !== null && (
            <button type="button" className="link-button" onClick={() => printPaper(drawn)}>
              {t('print')}
            </button>
          )}
          {children}
        </>
      }
    >
      {drawn !== null ? (
        <PageByPage drawn={drawn} />
      ) : (
        <p role="status" className="caption">
          {t(drawing === 'failed' ? 'failed' : 'drawing')}
        </p>
      )}
    </PaperPane>
  );
};

const PageByPage = ({ drawn }: { drawn: PreviewPages }) => {
  const { t } = useTranslation('paper');
  const [at, setAt] = useState(0);
  const page = drawn.pages[at];
  const count = drawn.pages.length;
  return (
    <>
      {page !== undefined && <Leaves drawn={drawn} pages={[page]} />}
      <div className="paper-turn">
        <button
          type="button"
          className="link-button"
          disabled={at === 0}
          onClick={() => setAt(at - 1)}
          aria-label={t('previous')}
        >
          ‹
        </button>
        <span>{t('page', { page: at + 1, count })}</span>
        <button
          type="button"
          className="link-button"
          disabled={at === count - 1}
          onClick={() => setAt(at + 1)}
          aria-label={t('next')}
        >
          ›
        </button>
      </div>
    </>
  );
};

const Enlarged = ({ title, drawn }: { title: string; drawn: PreviewPages }) => {
  const { t } = useTranslation('paper');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {t('preview')}
      </button>
      <Dialog open={open} title={title} shape="wide" onClose={() => setOpen(false)}>
        {!drawn.officialFonts && <p className="caption">{t('standInFonts')}</p>}
        <div className="paper-enlarged">{open && <Leaves drawn={drawn} pages={drawn.pages} />}</div>
      </Dialog>
    </>
  );
};
