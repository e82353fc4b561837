import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { useEffect, useState } from 'react';
import { Navigate, RouterProvider, createBrowserRouter } from 'react-router';
import { SignInForm } from '../features/identity/sign-in-form.tsx';
import { whenSignedOut } from '../http/access.ts';
import { meQuery } from '../http/me.ts';
import { ProblemError, isProblem } from '../http/problem.ts';
import { PageBroken, PageMissing } from '../pages/page-problems.tsx';
import { SignInPage } from '../pages/sign-in.tsx';
import { antdWords } from '../text/antd-words.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeysProvider } from '../ui/keys.tsx';
import { Failed, Loading } from '../ui/page-states.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { OfficeFrame } from './office-frame.tsx';
import { ALL_PAGES } from './pages.ts';
import { largeTheme, standardTheme } from './theme.ts';

const newQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // Without a network an act fails at once and says so; waiting for one would look like nothing happened.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        // A refusal will not become a yes by asking again; a lost network may.
        retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
      },
    },
  });

const router = createBrowserRouter(
  [
    {
      Component: OfficeFrame,
      ErrorBoundary: PageBroken,
      children: [
        ...ALL_PAGES.map(({ path, load }) => ({
          path,
          ErrorBoundary: PageBroken,
          HydrateFallback: Loading,
          lazy: async () => ({ Component: (await load()).Page }),
        })),
        // Whoever comes by this address signs in like at any other, and is then where the work is.
        { path: 'sign-in', element: <Navigate to="/" replace /> },
        { path: '*', Component: PageMissing },
      ],
    },
  ],
  { basename: '/office' },
);

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

export const Office = () => {
  const { language } = useFormat();
  const { size } = usePreferences();
  const [queries] = useState(newQueries);
  return (
    <ConfigProvider
      csp={{ nonce: nonce() }}
      theme={size === 'large' ? largeTheme : standardTheme}
      {...(language === 'zh-CN' ? { locale: antdWords } : {})}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      // What drops down from a dialog belongs into it: the rest of the page is inert meanwhile.
      getPopupContainer={(trigger) =>
        trigger?.closest('dialog') ?? document.getElementById('overlays') ?? document.body
      }
    >
      <QueryClientProvider client={queries}>
        <KeysProvider>
          <Door />
        </KeysProvider>
      </QueryClientProvider>
    </ConfigProvider>
  );
};

/** Signed in: the office. Not yet: the sign-in page, at whatever address was asked for, which then opens. */
const Door = () => {
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const [ended, setEnded] = useState(false);
  useEffect(() => whenSignedOut(() => setEnded(true)), []);

  const enter = async (): Promise<void> => {
    const before = me.data?.accountId;
    const now = await client.query({ ...meQuery, staleTime: 0 });
    // Someone else at the same desk must not find the first one's page.
    if (before !== undefined && before !== now.accountId) window.location.assign('/office/');
    setEnded(false);
    await client.invalidateQueries();
  };

  if (me.data === undefined) {
    if (me.isPending) return <Loading />;
    if (isProblem(me.error) && me.error.status === 401) return <SignInPage onSignedIn={() => void enter()} />;
    return <Failed error={me.error} onRetry={() => void me.refetch()} />;
  }
  return (
    <>
      <RouterProvider router={router} />
      {ended && <SignInAgain onSignedIn={() => void enter()} onClose={() => setEnded(false)} />}
    </>
  );
};

/**
 * The session ended under a page: sign in above it, so that nothing typed is lost. Closed, it leaves the page to be read and
 * copied from; the next thing asked of the server brings it back.
 */
const SignInAgain = ({ onSignedIn, onClose }: { onSignedIn: () => void; onClose: () => void }) => {
  const { t } = useText();
  return (
    <Dialog open title={t('refusals:session.absent')} onClose={onClose}>
      <SignInForm onSignedIn={onSignedIn} />
    </Dialog>
  );
};
