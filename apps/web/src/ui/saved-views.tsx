import { TAB_CAP, TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import type { ListState } from './list-state.ts';
import { remember, remembered } from './preferences.ts';
import { StepDialog } from './step-dialog.tsx';

export type View = { readonly label: string; readonly search: string; readonly count?: number | undefined };

const key = (list: string): string => `views.${list}`;

/** Named conditions as tabs: the page's own first, then what this person saved on this computer. */
export const ViewTabs = ({ list, views, state }: { list: string; views: readonly View[]; state: ListState }) => {
  const { t } = useText();
  const format = useFormat();
  /** As far as lists count, and then more. */
  const counted = (count: number): string => {
    const most = count > TOTAL_CAP ? TOTAL_CAP : count === TAB_CAP + 1 ? TAB_CAP : undefined;
    return most === undefined ? format.number(count) : `${format.number(most)}+`;
  };
  const [saved, setSaved] = useState<readonly View[]>(() => remembered(key(list), []));
  const [naming, setNaming] = useState(false);
  const keep = (next: readonly View[]): void => {
    setSaved(next);
    remember(key(list), next);
  };
  const isCurrent = (view: View): boolean => new URLSearchParams(view.search).toString() === state.search;
  const isKnown = [...views, ...saved].some(isCurrent);
  return (
    <nav className="tabs" aria-label={t('list.views')}>
      {[...views, ...saved].map((view) => (
        <button
          key={`${view.label} ${view.search}`}
          type="button"
          aria-current={isCurrent(view) ? 'true' : undefined}
          onClick={() => state.show(view.search)}
        >
          {view.label}
          {view.count !== undefined && <b>{counted(view.count)}</b>}
        </button>
      ))}
      {saved.filter(isCurrent).map((view) => (
        <button
          key={`delete ${view.label}`}
          type="button"
          className="dim"
          aria-label={t('list.deleteView', { name: view.label })}
          onClick={() => keep(saved.filter((other) => other !== view))}
        >
          ✕
        </button>
      ))}
      {!isKnown && (
        <button type="button" className="dim" onClick={() => setNaming(true)}>
          + {t('list.saveView')}
        </button>
      )}
      <StepDialog<{ name: string }>
        open={naming}
        title={t('list.saveView')}
        onClose={() => setNaming(false)}
        onSubmit={({ name }) => {
          keep([...saved, { label: name.trim(), search: state.search }]);
          return Promise.resolve();
        }}
      >
        <Form.Item
          name="name"
          label={t('list.viewName')}
          extra={t('list.viewNote')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={20} />
        </Form.Item>
      </StepDialog>
    </nav>
  );
};
