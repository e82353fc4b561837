import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { KeyValues, Panel } from '../../ui/panel.tsx';
import type { Feed } from './queries.ts';
import { factsOf } from '../../ui/refusal-notice.tsx';
import { useSourceWords } from './source-words.ts';

type Pull = NonNullable<Feed['pull']>;

const placeOf = (pull: Pull): string => {
  if (pull.from === 'FOLDER') return pull.folder;
  if (pull.from === 'HTTP') return pull.url;
  return `${pull.host}:${String(pull.port)} ${pull.database} · ${pull.table}`;
};

/** Where the platform fetches the source, what became of the last fetch and when the next one is. */
export const PullPanel = ({ feed: { pull, pulling } }: { feed: Feed }) => {
  const { t } = useText();
  const format = useFormat();
  const wording = useWording();
  const { today } = useSourceWords();
  if (pull === null || pulling === null) return null;
  const { outcome, lastAt, nextAt, error, errorFacts, failures, deliveries } = pulling;
  return (
    <Panel title={t('sources:pull.title')}>
      <KeyValues
        facts={[
          { label: t('sources:pull.from'), value: t(`sources:pull.${pull.from}`) },
          { label: t('sources:pull.place'), value: <code>{placeOf(pull)}</code> },
          { label: t('sources:pull.rhythm'), value: t('sources:pull.minutes', { minutes: pull.everyMinutes }) },
          {
            label: t('sources:pull.last'),
            value:
              lastAt === null || outcome === null
                ? t('sources:pull.never')
                : `${format.moment(lastAt, today)} · ${t(`sources:pull.outcome.${outcome}`)}`,
          },
          ...(error === null
            ? []
            : [
                {
                  label: t('sources:pull.problem'),
                  value: `✕ ${wording('refusals', error, factsOf(errorFacts))} ${t('sources:pull.failures', { failures })}`,
                },
              ]),
          { label: t('sources:pull.next'), value: format.moment(nextAt, today) },
          { label: t('sources:pull.deliveries'), value: format.number(deliveries) },
        ]}
      />
    </Panel>
  );
};
