import { Link } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { LevelBadge, LevelMark } from '../../ui/badges.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useInformationWords } from './information-words.ts';
import type { Information } from './queries.ts';

type Score = NonNullable<Information['score']>;

/** Why the matter has its colour, term by term; it says itself that this is no level of a warning. */
export const ScorePanel = ({ score }: { score: Score }) => {
  const { t } = useText();
  const { day } = useInformationWords();
  const { colour, terms, rules, rulesPercent, thresholds, held } = score;
  const label = t(`level.${colour}`);
  return (
    <Panel
      title={t('information:score.title', { colour: label })}
      note={t('information:score.note', { score: score.score, date: day(score.scoredOn) })}
      action={<LevelBadge level={{ colour, label }} />}
      flush
    >
      <DataTable
        label={t('information:score.title', { colour: label })}
        columns={useColumns()}
        rows={terms}
        rowKey={({ id }) => id}
      />
      <div className="panel-body">
        <p>
          {rules > 1 && `${t('information:score.rules', { count: rules, percent: rulesPercent })} · `}
          <b>
            {t('information:score.total')} {score.score}
          </b>
        </p>
        <p className="caption">
          {[
            t('information:score.up', { yellow: thresholds.yellowFrom, red: thresholds.redFrom }),
            t('information:score.down', { yellow: thresholds.yellowUntil, red: thresholds.redUntil }),
            ...(held ? [t('information:score.held')] : []),
          ].join(' · ')}
        </p>
        <p className="caption">{t('information:score.meaning')}</p>
      </div>
    </Panel>
  );
};

const useColumns = (): readonly Column<Score['terms'][number]>[] => {
  const { t } = useText();
  return [
    {
      key: 'finding',
      label: t('information:score.finding'),
      always: true,
      phone: 'headline',
      cell: ({ id, number, rule, colour }) => (
        <>
          <LevelMark colour={colour} />{' '}
          <Link to={`/alerts/${id}`} title={number}>
            {rule.code} {rule.name}
          </Link>
        </>
      ),
    },
    {
      key: 'points',
      label: t('information:score.points'),
      width: '5em',
      numeric: true,
      phone: 'off',
      cell: ({ points }) => points,
    },
    {
      key: 'weight',
      label: t('information:score.weight'),
      width: '5.4em',
      numeric: true,
      phone: 'off',
      cell: ({ weightPercent }) => `${String(weightPercent)}%`,
    },
    {
      key: 'left',
      label: t('information:score.left'),
      width: '9em',
      numeric: true,
      phone: 'off',
      cell: ({ ageDays, leftPercent }) => t('information:score.age', { days: ageDays, percent: leftPercent }),
    },
    {
      key: 'adds',
      label: t('information:score.adds'),
      width: '5em',
      numeric: true,
      phone: 'named',
      cell: ({ addsHundredths }) => addsHundredths / 100,
    },
  ];
};
