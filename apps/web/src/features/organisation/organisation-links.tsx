import { Link, useLocation } from 'react-router';
import { useText } from '../../text/use-text.ts';

const PLACES = [
  { to: '/organisation', key: 'units' },
  { to: '/organisation/cadres', key: 'cadres' },
  { to: '/organisation/authority', key: 'authority' },
] as const;

/** From one list of the organisation to the others. */
export const OrganisationLinks = () => {
  const { t } = useText();
  const { pathname } = useLocation();
  return (
    <>
      {PLACES.filter(({ to }) => to !== pathname).map(({ to, key }) => (
        <Link key={to} to={to}>
          {t(`organisation:${key}.title`)}
        </Link>
      ))}
    </>
  );
};
