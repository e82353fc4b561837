import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { tasksQuery } from './queries.ts';

/** Says on every page that is open for a colleague's task whose it is; what another hand saw before is asked anew. */
export const StandInBar = () => {
  const { t } = useText();
  const wording = useWording();
  const client = useQueryClient();
  const task = useSearchParams()[0].get('for');
  const before = useRef(task);
  useEffect(() => {
    if (before.current === task) return;
    before.current = task;
    void client.resetQueries({ predicate: ({ queryKey: [first] }) => first !== 'me' });
  }, [client, task]);
  const { data } = useQuery({ ...tasksQuery({ id: task ?? '' }), enabled: task !== null });
  const [found] = task === null ? [] : (data?.items ?? []);
  if (found === undefined || found.onBehalfOf === null) return null;
  return (
    <p className="note stand-in" role="status">
      <b>{t('tasks:onBehalf', { name: found.onBehalfOf })}</b>{' '}
      {t('tasks:standIn.note', { act: wording('things', `act.${found.act}`) })}
    </p>
  );
};
