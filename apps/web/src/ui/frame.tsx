import { Dropdown } from 'antd';
import type { MenuProps } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useText } from '../text/use-text.ts';
import { Count } from './badges.tsx';
import { Dialog } from './dialog.tsx';
import { BellIcon, MenuIcon, SearchIcon } from './icons.tsx';

export type NavItem = { readonly to: string; readonly label: string; readonly count?: number | undefined };
export type NavGroup = { readonly title: string | null; readonly items: readonly NavItem[] };

type FrameProps = {
  home: string;
  place: string;
  groups: readonly NavGroup[];
  footer?: ReactNode;
  /** Today in words, with its working-day note. */
  today: ReactNode;
  bell: { to: string; unread: number };
  who: { name: string; note: string; menu: NonNullable<MenuProps['items']> };
  onSearch: () => void;
  children: ReactNode;
};

/** Top bar, navigation, page. What stands in the navigation is given; the frame decides nothing. */
export const Frame = ({ home, place, groups, footer, today, bell, who, onSearch, children }: FrameProps) => {
  const { t } = useText();
  const [menuOpen, setMenuOpen] = useState(false);
  return (
    <div className="frame">
      <header className="top">
        <a className="sr-only" href="#main">
          {t('app.skip')}
        </a>
        <button
          type="button"
          className="plain-button only-phone"
          aria-label={t('app.menu')}
          onClick={() => setMenuOpen(true)}
        >
          <MenuIcon />
        </button>
        <Link className="brand" to={home}>
          <i aria-hidden="true">清</i>
          {t('app.name')}
          <small>{place}</small>
        </Link>
        <button type="button" className="find" onClick={onSearch}>
          <SearchIcon />
          <span>{t('app.search')}</span>
          <kbd>/</kbd>
          <kbd>Ctrl K</kbd>
        </button>
        <span className="end muted nowrap today">{today}</span>
        <button type="button" className="plain-button only-phone" aria-label={t('list.search')} onClick={onSearch}>
          <SearchIcon />
        </button>
        <Link
          className="bell"
          to={bell.to}
          aria-label={bell.unread > 0 ? t('app.noticesUnread', { count: bell.unread }) : t('app.notices')}
        >
          <BellIcon />
          <span>{t('app.notices')}</span>
          {/* Said by the link's name, which has to hold what is to be seen. */}
          <span aria-hidden="true">
            <Count value={bell.unread} />
          </span>
        </Link>
        <Dropdown trigger={['click']} menu={{ items: who.menu }} placement="bottomRight">
          <button type="button" className="who">
            {who.name}
            <small>{who.note}</small>
          </button>
        </Dropdown>
      </header>
      <Navigation groups={groups} footer={footer} />
      <Dialog open={menuOpen} title={t('app.menu')} shape="left" onClose={() => setMenuOpen(false)}>
        <div onClick={() => setMenuOpen(false)}>
          <Navigation groups={groups} footer={footer} />
        </div>
      </Dialog>
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <div className="overlays" id="overlays" role="region" aria-label={t('app.overlays')} />
    </div>
  );
};

const Navigation = ({ groups, footer }: Pick<FrameProps, 'groups' | 'footer'>) => {
  const { t } = useText();
  return (
    <nav className="nav" aria-label={t('app.nav')}>
      {groups.map(({ title, items }) => (
        <NavigationGroup key={title ?? ''} title={title} items={items} />
      ))}
      {footer !== undefined && <footer>{footer}</footer>}
    </nav>
  );
};

const NavigationGroup = ({ title, items }: NavGroup) => (
  <>
    {title !== null && <h2>{title}</h2>}
    {items.map(({ to, label, count }) => (
      // `end` only for home: a thing's page keeps its list lit.
      <NavLink key={to} to={to} end={to === '/'}>
        {label}
        {count !== undefined && count > 0 && <b>{count}</b>}
      </NavLink>
    ))}
  </>
);
