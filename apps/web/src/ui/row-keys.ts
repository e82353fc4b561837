import { useState } from 'react';
import { useText } from '../text/use-text.ts';
import { useKeys } from './keys.tsx';
import type { KeyBinding } from './keys.tsx';

type RowKeys<Row> = {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  onOpen: (row: Row) => void;
  /** Absent where rows cannot be picked. */
  onToggle?: ((row: Row) => void) | undefined;
  onLeave?: (() => void) | undefined;
};

/** Walks a list by keyboard: j k, Enter, x, Esc. The row is remembered by its key, so that a refresh does not move it. */
export const useRowKeys = <Row>({ rows, rowKey, onOpen, onToggle, onLeave }: RowKeys<Row>): number => {
  const { t } = useText();
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const current = rows.findIndex((row) => rowKey(row) === currentKey);
  const move = (by: number) => (): void => {
    const next = rows[Math.min(Math.max(current + by, 0), rows.length - 1)];
    if (next !== undefined) setCurrentKey(rowKey(next));
  };
  const onCurrent = (run: (row: Row) => void) => (): void => {
    const row = rows[current];
    if (row !== undefined) run(row);
  };
  const bindings: KeyBinding[] = [
    { key: 'j', label: t('keys.next'), run: move(1) },
    { key: 'k', label: t('keys.previous'), run: move(-1) },
    { key: 'Enter', label: t('keys.open'), run: onCurrent(onOpen) },
  ];
  if (onToggle !== undefined) bindings.push({ key: 'x', label: t('keys.pick'), run: onCurrent(onToggle) });
  if (onLeave !== undefined) bindings.push({ key: 'Escape', label: t('keys.leave'), run: onLeave });
  useKeys(bindings);
  return current;
};
