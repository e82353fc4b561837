import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { draw, inTheOffice } from '../testing/office.tsx';
import { KeysHelp, useKeys } from './keys.tsx';
import { ListPage } from './list-page.tsx';
import { useListState } from './list-state.ts';

inTheOffice();

type Row = { id: string; name: string };
const ROWS: readonly Row[] = ['甲', '乙', '丙'].map((name, index) => ({ id: String(index + 1), name }));

const assign = vi.fn();

const Sample = ({ rows = ROWS, error = null }: { rows?: readonly Row[] | null; error?: unknown }) => {
  const state = useListState({ filters: ['state'], sort: 'name' });
  return (
    <>
      <ListPage
        id="sample"
        title="样表"
        state={state}
        result={{
          data: rows === null ? undefined : { items: rows, total: 61, totalCapped: false },
          error,
          isPending: rows === null && error === null,
          isFetching: false,
          refetch: () => undefined,
        }}
        columns={[
          { key: 'name', label: '名称', always: true, sortable: true, cell: ({ name }) => name },
          { key: 'id', label: '编号', cell: ({ id }) => `第${id}号` },
        ]}
        filters={[{ kind: 'choice', name: 'state', label: '状态', options: [{ value: 'OPEN', label: '在办' }] }]}
        views={[{ label: '全部', search: '' }]}
        searchHint="名称"
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/things/${id}`}
        batch={{ actions: [{ label: '分派', run: assign }] }}
      />
      <output data-testid="query">{JSON.stringify(state.query)}</output>
    </>
  );
};

const press = (key: string, target: Element = document.activeElement ?? document.body): void => {
  fireEvent.keyDown(target, { key });
};
const where = (): string | null => screen.getByTestId('where').textContent;
const currentRow = (): string | null | undefined => document.querySelector('tr[aria-current]')?.textContent;

describe('a list by keyboard', () => {
  it('walks with j and k, stops at both ends, and opens with Enter', () => {
    draw(<Sample />);
    for (const key of ['j', 'j', 'j', 'j', 'k']) press(key);
    expect(currentRow()).toContain('乙');
    press('Enter');
    expect(where()).toBe('/things/2');
  });

  it('gives focus to the current row, so that it is read aloud', () => {
    draw(<Sample />);
    press('j');
    expect(document.activeElement?.tagName).toBe('TR');
  });

  it('picks with x, acts on what is picked, and leaves with Esc', () => {
    draw(<Sample />);
    for (const key of ['j', 'x', 'j', 'j', 'x']) press(key);
    expect(screen.getByText('已选2条')).toBeDefined();
    fireEvent.click(screen.getByText('分派'));
    expect(assign).toHaveBeenCalledWith([ROWS[0], ROWS[2]]);
    press('Escape', document.body);
    expect(screen.queryByText('已选2条')).toBeNull();
  });

  it('leaves keys alone while somebody types', () => {
    draw(<Sample />);
    press('/');
    const box = screen.getByPlaceholderText('名称');
    expect(document.activeElement).toBe(box);
    press('j', box);
    expect(currentRow()).toBeUndefined();
  });

  it('lets Enter on a button be the button’s', () => {
    draw(<Sample />);
    press('j');
    const button = screen.getByText('宽松');
    button.focus();
    press('Enter', button);
    expect(where()).toBe('/');
  });

  it('passes over keys that an input method is composing', () => {
    draw(<Sample />);
    fireEvent.keyDown(document.body, { key: 'j', isComposing: true });
    expect(currentRow()).toBeUndefined();
  });

  it('shows every key that works now, a page’s own before the frame’s', () => {
    const Frame = () => {
      useKeys([{ key: '/', label: '框架的搜索', run: () => undefined }], 'frame');
      return (
        <>
          <Sample />
          <KeysHelp open onClose={() => undefined} />
        </>
      );
    };
    draw(<Frame />);
    const help = within(screen.getByRole('dialog'));
    expect(help.getByText('下一条')).toBeDefined();
    expect(help.queryByText('框架的搜索')).toBeNull();
  });
});

describe('a list’s state is its address', () => {
  it('reads page, order, filter and text from it and hands them to the query', () => {
    draw(<Sample />, '/?page=2&sort=-name&state=OPEN&q=甲&foreign=1');
    expect(JSON.parse(screen.getByTestId('query').textContent)).toEqual({
      page: 2,
      size: 20,
      sort: '-name',
      q: '甲',
      state: 'OPEN',
    });
    expect(screen.getByText('状态：在办')).toBeDefined();
    expect(screen.getByText('共61条，第21至40条')).toBeDefined();
  });

  it('goes back to the first page when the order changes', () => {
    draw(<Sample />, '/?page=3');
    fireEvent.click(screen.getByTitle('按名称排序'));
    expect(where()).toBe('/?sort=-name');
  });

  it('asks for the typed text once typing rests', async () => {
    draw(<Sample />, '/?page=2');
    const box = screen.getByPlaceholderText('名称');
    fireEvent.change(box, { target: { value: '清' } });
    fireEvent.change(box, { target: { value: '清河' } });
    expect(where()).toBe('/?page=2');
    await waitFor(() => expect(where()).toBe(`/?q=${encodeURIComponent('清河')}`));
  });

  it('takes one filter off and leaves the rest', () => {
    draw(<Sample />, '/?state=OPEN&q=x');
    fireEvent.click(screen.getByLabelText('清除状态'));
    expect(where()).toBe('/?q=x');
  });

  it('saves a view under a name and shows it again', async () => {
    draw(<Sample />, '/?state=OPEN');
    fireEvent.click(screen.getByRole('button', { name: /保存当前视图/ }));
    fireEvent.change(screen.getByLabelText('视图名称'), { target: { value: '在办的' } });
    await act(async () => {
      fireEvent.click(within(screen.getByRole('dialog')).getByText('确定'));
    });
    await waitFor(() => expect(screen.getByText('在办的')).toBeDefined());
    fireEvent.click(screen.getByText('全部'));
    expect(where()).toBe('/');
    fireEvent.click(screen.getByText('在办的'));
    expect(where()).toBe('/?state=OPEN');
  });
});

describe('a list without rows', () => {
  it('says that nothing matches', () => {
    draw(<Sample rows={[]} />);
    expect(screen.getByText('没有符合条件的记录')).toBeDefined();
  });

  it('says that it is loading', () => {
    draw(<Sample rows={null} />);
    expect(screen.getByRole('status', { name: '载入中' })).toBeDefined();
  });

  it('says what failed and offers another try', () => {
    draw(<Sample rows={null} error={new Error('boom')} />);
    expect(screen.getByRole('alert')).toBeDefined();
    expect(screen.getByText('重试')).toBeDefined();
  });
});
