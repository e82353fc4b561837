import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';
import { useText } from '../text/use-text.ts';
import { CloseIcon } from './icons.tsx';

type DialogProps = {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  /** `side` is a drawer at the right, `left` one for navigation. */
  shape?: 'standard' | 'wide' | 'side' | 'left';
  foot?: ReactNode;
  children: ReactNode;
};

/**
 * The browser's own modal: it keeps focus inside and gives it back, Esc closes, the rest of the page is inert, and no
 * style is written by script, which a strict CSP would refuse.
 */
export const useModal = (open: boolean) => {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  // Taken off the page while open, it would leave the focus nowhere: closed before that, it gives it back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    return () => {
      if (dialog?.open === true) dialog.close();
    };
  }, []);
  return ref;
};

/** Keys meant for an open drop-down inside: Esc closes that one alone, and Tab goes on instead of picking whoever stands first. */
const keepToDropDown = (event: KeyboardEvent): void => {
  const { target } = event;
  if (!(target instanceof HTMLElement) || target.getAttribute('aria-expanded') !== 'true') return;
  if (event.key === 'Escape') event.preventDefault();
  if (event.key === 'Tab' && target.closest('.ant-select-multiple') !== null) event.stopPropagation();
};

export const Dialog = ({ open, title, onClose, shape = 'standard', foot, children }: DialogProps) => {
  const { t } = useText();
  const ref = useModal(open);
  const heading = useId();
  const cancel = (event: SyntheticEvent): void => {
    // Esc in a drop-down inside is not a wish to close the dialog; React hears those bubbling too.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      ref={ref}
      className={`dialog ${shape}`}
      aria-labelledby={heading}
      onCancel={cancel}
      onKeyDownCapture={keepToDropDown}
    >
      <header>
        <h2 id={heading}>{title}</h2>
      </header>
      <div className="dialog-body">{children}</div>
      {foot !== undefined && <footer>{foot}</footer>}
      {/* Last, so that opening puts the focus on the first field. */}
      <button type="button" className="plain-button dialog-close" aria-label={t('dialog.close')} onClick={onClose}>
        <CloseIcon />
      </button>
    </dialog>
  );
};
