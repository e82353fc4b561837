import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { afterEach, beforeAll } from 'vitest';
import { antdWords } from '../text/antd-words.ts';
import { startText } from '../text/i18n.ts';
import { KeysProvider } from '../ui/keys.tsx';

/** jsdom has no modal dialogs, no media queries, no sizes and nothing to scroll; the least that stands in for them. */
const completeJsdom = (): void => {
  Element.prototype.scrollIntoView = () => undefined;
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  window.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      matches: false,
      media,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
};

/** Call once at the top of a test file that draws office parts. */
export const inTheOffice = (): void => {
  beforeAll(async () => {
    completeJsdom();
    await startText();
  });
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
};

const Where = () => {
  const { pathname, search } = useLocation();
  return <output data-testid="where">{pathname + search}</output>;
};

/** Draws as in the office: words, keys, queries, an address. */
export const draw = (ui: ReactNode, address = '/') =>
  render(
    <ConfigProvider
      locale={antdWords}
      button={{ autoInsertSpace: false }}
      theme={{ token: { motion: false } }}
      wave={{ disabled: true }}
    >
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <KeysProvider>
          <MemoryRouter initialEntries={[address]}>
            {ui}
            <Where />
          </MemoryRouter>
        </KeysProvider>
      </QueryClientProvider>
    </ConfigProvider>,
  );
