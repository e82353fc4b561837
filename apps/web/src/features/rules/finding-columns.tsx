import type { Colour } from '@qingfeng/domain/features/rules/language.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Link } from 'react-router';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { LevelBadge } from '../../ui/badges.tsx';
import type { Column } from '../../ui/data-table.tsx';

type Finding = {
  readonly colour: Colour | null;
  readonly label: string;
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly to: LocalDate;
  /** The alert that tells of it, where there is one. */
  readonly informationId?: string | null;
};

/** What a version finds, as an alert would tell it: colour, of whom, why, until when. */
export const useFindingColumns = (): readonly Column<Finding>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return [
    {
      key: 'colour',
      label: t('rules:column.colours'),
      width: '5em',
      phone: 'off',
      cell: ({ colour }) =>
        colour === null ? null : <LevelBadge level={{ colour, label: t(`level.${colour}`) }} short />,
    },
    {
      key: 'label',
      label: t('rules:backTest.subject'),
      width: '12em',
      phone: 'headline',
      cell: ({ label, informationId = null }) =>
        informationId === null ? label : <Link to={`/alerts/${informationId}`}>{label}</Link>,
    },
    {
      key: 'sentence',
      label: t('rules:backTest.why'),
      cell: ({ sentence }) => (format.language === 'en' ? sentence.en : sentence.zh),
    },
    {
      key: 'to',
      label: t('rules:backTest.day'),
      width: '8em',
      className: 'muted',
      phone: 'off',
      cell: ({ to }) => format.day(to, today),
    },
  ];
};
