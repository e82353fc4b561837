import { useQueryClient } from '@tanstack/react-query';
import type { MenuProps } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { signOut, useTodayWords } from '../features/identity/queries.ts';
import { useNoticesLive } from '../features/notices/queries.ts';
import { StandInBar } from '../features/tasks/stand-in-bar.tsx';
import { useTaskSearch } from '../features/tasks/queries.ts';
import { useMe } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import { CommandPalette } from '../ui/command-palette.tsx';
import { Frame } from '../ui/frame.tsx';
import type { NavGroup } from '../ui/frame.tsx';
import { KeysHelp, useKeys } from '../ui/keys.tsx';
import { Loading } from '../ui/page-states.tsx';
import { setPreference, usePreferences } from '../ui/preferences.ts';
import { NAV_GROUPS, PAGES } from './pages.ts';

const AccountPage = lazy(async () => ({ default: (await import('../pages/account.tsx')).Page }));

/** The frame with this person's navigation: exactly the pages that the server offers, with its counts. */
export const OfficeFrame = () => {
  const { t } = useText();
  const me = useMe();
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const client = useQueryClient();
  // The server opens nothing else to an account that owes a new password or a second factor.
  const owes = me.mustChangePassword || me.mustEnrolTotp;
  useNoticesLive(() => void client.invalidateQueries({ queryKey: ['me'] }));
  const search = (): void => setSearching(true);
  useKeys(
    [
      { key: '/', label: t('keys.search'), run: search },
      { key: 'Ctrl+k', label: t('keys.palette'), run: search, everywhere: true },
      { key: '?', label: t('keys.help'), run: () => setHelping(true) },
    ],
    'frame',
  );
  return (
    <Frame
      home="/"
      place={me.county}
      groups={useNavigation()}
      footer={me.demo ? t('app.demo') : undefined}
      today={useTodayWords(true)}
      bell={{ to: '/notices', unread: me.counts['notices'] ?? 0 }}
      who={{ name: me.name, note: useDuty(), menu: useWhoMenu(() => setHelping(true)) }}
      onSearch={search}
    >
      {!owes && <StandInBar />}
      <Suspense fallback={<Loading />}>{owes ? <AccountPage /> : <Outlet />}</Suspense>
      <Palette open={searching} onClose={() => setSearching(false)} />
      <KeysHelp open={helping} onClose={() => setHelping(false)} />
    </Frame>
  );
};

const useNavigation = (): readonly NavGroup[] => {
  const { t } = useText();
  const { nav, counts } = useMe();
  const offered = PAGES.flatMap((page) =>
    page.nav !== undefined && nav.includes(page.nav.key) ? [{ path: page.path, ...page.nav }] : [],
  );
  return NAV_GROUPS.flatMap((group) => {
    const items = offered.filter((page) => page.group === group);
    if (items.length === 0) return [];
    return {
      title: group === 'work' ? null : t(`nav:group.${group}`),
      items: items.map(({ path, key }) => ({ to: path, label: t(`nav:${key}`), count: counts[key] })),
    };
  });
};

const useDuty = (): string => {
  const { unit, post, roles } = useMe();
  const wording = useWording();
  const duty = post ?? (roles[0] === undefined ? null : wording('roles', roles[0]));
  return [unit, duty].filter((part) => part !== null).join(' · ');
};

const useWhoMenu = (onHelp: () => void): NonNullable<MenuProps['items']> => {
  const { t } = useText();
  const navigate = useNavigate();
  const { size } = usePreferences();
  const { language } = useFormat();
  return [
    { key: 'account', label: t('identity:account.title'), onClick: () => void navigate('/account') },
    {
      key: 'size',
      label: size === 'large' ? t('size.standard') : t('size.large'),
      onClick: () => setPreference({ size: size === 'large' ? 'standard' : 'large' }),
    },
    {
      key: 'language',
      label: language === 'en' ? '中文' : 'English',
      onClick: () => setPreference({ language: language === 'en' ? 'zh-CN' : 'en' }),
    },
    { key: 'keys', label: t('keys.title'), onClick: onHelp },
    { type: 'divider' },
    { key: 'out', label: t('app.signOut'), onClick: () => void signOut() },
  ];
};

const Palette = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { t } = useText();
  const wording = useWording();
  const navigate = useNavigate();
  const navigation = useNavigation();
  const [text, setText] = useState('');
  const tasks = useTaskSearch(open ? text : '');
  return (
    <CommandPalette
      open={open}
      onClose={onClose}
      onType={setText}
      found={tasks.map(({ id, title, thingKind, href }) => ({
        key: id,
        label: title,
        kind: wording('things', `kind.${thingKind}`),
        run: () => void navigate(href),
      }))}
      commands={navigation.flatMap(({ items }) =>
        items.map(({ to, label }) => ({ key: to, label, kind: t('palette.page'), run: () => void navigate(to) })),
      )}
    />
  );
};
