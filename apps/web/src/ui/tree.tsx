import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

export type TreeItem = {
  readonly key: string;
  readonly content: ReactNode;
  readonly parts: readonly TreeItem[];
  /** Closed at first: what it is made of is for whoever asks. */
  readonly closed?: boolean;
};

type TreeProps = {
  readonly label: string;
  readonly items: readonly TreeItem[];
};

type Shown = { readonly item: TreeItem; readonly parent: string | null };

/** Items on screen in the order they are read; what is closed hides its parts. */
const shownOf = (items: readonly TreeItem[], closed: ReadonlySet<string>, parent: string | null = null): Shown[] =>
  items.flatMap((item) => [{ item, parent }, ...(closed.has(item.key) ? [] : shownOf(item.parts, closed, item.key))]);

const closedIn = (items: readonly TreeItem[]): string[] =>
  items.flatMap(({ key, closed, parts }) => [...(closed === true ? [key] : []), ...closedIn(parts)]);

/** A nested list that is walked with the arrow keys: down and up, right opens and goes in, left closes and goes out. On paper all of it is open. */
export const Tree = ({ label, items }: TreeProps) => {
  const list = useRef<HTMLUListElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(closedIn(items)));
  const [at, setAt] = useState<string | null>(items[0]?.key ?? null);
  const shown = shownOf(items, closed);
  const turn = (key: string, open: boolean): void => {
    const next = new Set(closed);
    if (open) next.delete(key);
    else next.add(key);
    setClosed(next);
  };
  const go = (key: string | null | undefined): void => {
    if (key === null || key === undefined) return;
    setAt(key);
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
    all.find(({ dataset }) => dataset['key'] === key)?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    const focused = event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined;
    const index = shown.findIndex(({ item }) => item.key === focused);
    const here = shown[index];
    if (here === undefined) return;
    const { item, parent } = here;
    const inner = item.parts.length > 0;
    const isClosed = closed.has(item.key);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(shown[index + 1]?.item.key),
      ArrowUp: () => go(shown[index - 1]?.item.key),
      ArrowRight: () => (inner && isClosed ? turn(item.key, true) : inner ? go(item.parts[0]?.key) : undefined),
      ArrowLeft: () => (inner && !isClosed ? turn(item.key, false) : go(parent)),
      Home: () => go(shown[0]?.item.key),
      End: () => go(shown.at(-1)?.item.key),
      Enter: () => (inner ? turn(item.key, isClosed) : undefined),
      ' ': () => (inner ? turn(item.key, isClosed) : undefined),
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    // The page's own keys (j, k, Enter) are not meant while one walks the tree.
    event.stopPropagation();
    move();
  };
  return (
    <ul ref={list} className="tree" role="tree" aria-label={label} onKeyDown={press}>
      {items.map((item) => (
        <Item key={item.key} item={item} level={1} closed={closed} at={at} onTurn={turn} onGo={setAt} />
      ))}
    </ul>
  );
};

type ItemProps = {
  item: TreeItem;
  level: number;
  closed: ReadonlySet<string>;
  at: string | null;
  onTurn: (key: string, open: boolean) => void;
  onGo: (key: string) => void;
};

const Item = ({ item: { key, content, parts }, level, closed, at, onTurn, onGo }: ItemProps) => {
  const inner = parts.length > 0;
  const isClosed = closed.has(key);
  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-expanded={inner ? !isClosed : undefined}
      data-key={key}
      tabIndex={key === at ? 0 : -1}
      onFocus={(event) => {
        if (event.target === event.currentTarget) onGo(key);
      }}
    >
      <div className="tree-row" onClick={inner ? () => onTurn(key, isClosed) : undefined}>
        <span className={inner ? (isClosed ? 'turner closed' : 'turner') : 'turner none'} aria-hidden="true" />
        {content}
      </div>
      {inner && (
        <ul role="group" className={isClosed ? 'shut' : undefined}>
          {parts.map((part) => (
            <Item key={part.key} item={part} level={level + 1} closed={closed} at={at} onTurn={onTurn} onGo={onGo} />
          ))}
        </ul>
      )}
    </li>
  );
};
