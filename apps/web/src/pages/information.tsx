import { Button } from 'antd';
import { useState } from 'react';
import { InformationList } from '../features/information/information-list.tsx';
import { Register } from '../features/information/register.tsx';
import { useMe } from '../http/me.ts';
import { useText } from '../text/use-text.ts';

const REGISTRARS = ['OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK'];

/** All information under triage, whatever its source. */
export const Page = () => {
  const { t } = useText();
  const { roles } = useMe();
  const [registering, setRegistering] = useState(false);
  return (
    <>
      <InformationList
        id="information"
        title={t('information:title')}
        note={t('information:note')}
        empty={t('information:empty')}
        alertsOnly={false}
        actions={
          roles.some((role) => REGISTRARS.includes(role)) && (
            <Button type="primary" size="small" onClick={() => setRegistering(true)}>
              {t('information:register.title')}
            </Button>
          )
        }
      />
      <Register open={registering} onClose={() => setRegistering(false)} />
    </>
  );
};
