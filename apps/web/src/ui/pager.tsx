import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { PAGE_SIZES } from './list-state.ts';
import type { ListState } from './list-state.ts';

const NEAR = 2;

/** Pages around the current one, at most five. */
const around = (page: number, last: number): number[] => {
  const first = Math.max(1, Math.min(page - NEAR, last - NEAR * 2));
  return Array.from({ length: Math.min(NEAR * 2 + 1, last) }, (_, index) => first + index);
};

type PagerProps = { state: ListState; total: number; totalCapped: boolean; note?: string | undefined };

/** The foot of a list: how many, which pages, how many per page. */
export const Pager = ({ state, total, totalCapped, note }: PagerProps) => {
  const { t } = useText();
  const format = useFormat();
  const { page, size, set } = state;
  const last = Math.max(1, Math.ceil(total / size));
  const span = {
    total: format.number(total),
    from: Math.min((page - 1) * size + 1, total),
    to: Math.min(page * size, total),
  };
  return (
    <div className="pager">
      <span>{totalCapped ? t('list.totalCapped', span) : t('list.total', span)}</span>
      {note !== undefined && <span className="caption">{note}</span>}
      <span className="pager-pages">
        <button type="button" disabled={page <= 1} onClick={() => set({ page: page - 1 })}>
          {t('list.previous')}
        </button>
        {around(page, last).map((number) => (
          <button
            key={number}
            type="button"
            aria-label={t('list.page', { page: number })}
            aria-current={number === page ? 'page' : undefined}
            onClick={() => set({ page: number })}
          >
            {number}
          </button>
        ))}
        <button type="button" disabled={page >= last} onClick={() => set({ page: page + 1 })}>
          {t('list.next')}
        </button>
      </span>
      <select aria-label={t('list.sizeLabel')} value={size} onChange={(event) => set({ size: event.target.value })}>
        {PAGE_SIZES.map((each) => (
          <option key={each} value={each}>
            {t('list.size', { size: each })}
          </option>
        ))}
      </select>
    </div>
  );
};
