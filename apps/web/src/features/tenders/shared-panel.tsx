import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tender } from './queries.ts';

/** What bidders have alike and should not; what makes it look alike for another cause stands beside it. */
export const SharedPanel = ({ tender: { shared, company } }: { tender: Tender }) => {
  const { t } = useText();
  const names = new Map(company.bidders.map(({ key, name }) => [key, name]));
  return (
    <Panel title={t('tenders:shared.title')} note={t('tenders:shared.note')} flush>
      {shared.length === 0 ? (
        <Empty title={t('tenders:shared.empty')} />
      ) : (
        <DataTable
          label={t('tenders:shared.title')}
          rows={shared}
          rowKey={({ trait, mark }) => `${trait} ${mark}`}
          columns={[
            {
              key: 'trait',
              label: t('tenders:shared.trait'),
              width: '13em',
              phone: 'headline',
              cell: ({ trait }) => t(`tenders:trait.${trait}`),
            },
            {
              key: 'mark',
              label: t('tenders:shared.mark'),
              width: '12em',
              phone: 'named',
              cell: ({ mark }) => <code>{mark}</code>,
            },
            {
              key: 'bidders',
              label: t('tenders:shared.bidders'),
              phone: 'named',
              className: 'wraps',
              cell: ({ bidders }) => bidders.map((key) => names.get(key) ?? key).join('、'),
            },
            {
              key: 'remark',
              label: t('tenders:shared.remark'),
              width: '18em',
              phone: 'named',
              className: 'wraps muted',
              cell: ({ oneAgency, usedBy }) =>
                [
                  ...(oneAgency ? [t('tenders:shared.agency')] : []),
                  ...(usedBy === null ? [] : [t('tenders:shared.usedBy', { count: usedBy })]),
                ].join('；') || t('none'),
            },
          ]}
        />
      )}
    </Panel>
  );
};
