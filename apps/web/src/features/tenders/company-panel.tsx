import { useMemo, useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Graph } from '../../ui/graph.tsx';
import { Empty } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Tender } from './queries.ts';

type Company = Tender['company'];

/** Who bids with whom: drawn with the count on the line, told in words, and as a table. */
export const CompanyPanel = ({ tender: { company, bidRows } }: { tender: Tender }) => {
  const { t } = useText();
  const [shape, setShape] = useState<'picture' | 'table'>('picture');
  const { tenders, cut, bidders, pairs } = company;
  const winners = useMemo(
    () => new Set(bidRows.flatMap(({ bidder, won }) => (won === true && bidder !== null ? [bidder] : []))),
    [bidRows],
  );
  const most = pairs[0]?.met ?? 0;
  const nodes = useMemo(
    () =>
      bidders.map(({ key, name, met, won }) => ({
        id: key,
        label: name,
        note: t('tenders:company.won', { won, met }),
        role: winners.has(key) ? ('chief' as const) : ('plain' as const),
      })),
    [bidders, winners, t],
  );
  const edges = useMemo(
    () => pairs.map(({ one, other, met }) => ({ from: one, to: other, label: String(met), weight: met / most })),
    [pairs, most],
  );
  const note = [
    t('tenders:company.note', { count: tenders }),
    ...(cut ? [t('tenders:company.cut', { count: tenders })] : []),
  ].join('；');
  if (pairs.length === 0)
    return (
      <Panel title={t('tenders:company.title')} flush>
        <Empty title={t('tenders:company.empty')} />
      </Panel>
    );
  return (
    <Panel
      title={t('tenders:company.title')}
      note={note}
      action={
        <Segmented
          label={t('tenders:company.title')}
          value={shape}
          options={(['picture', 'table'] as const).map((value) => ({ value, label: t(`tenders:company.${value}`) }))}
          onChange={setShape}
        />
      }
      flush={shape === 'table'}
    >
      {shape === 'picture' ? (
        <>
          <Graph
            nodes={nodes}
            edges={edges}
            layout="circle"
            label={t('tenders:company.aria', { bidders: bidders.length, pairs: pairs.length, most })}
          />
          <Words company={company} />
          <div className="sr-only on-paper">
            <Pairs company={company} />
          </div>
        </>
      ) : (
        <Pairs company={company} />
      )}
    </Panel>
  );
};

/** Turns and those who only accompany, said whether or not there are any. */
const Words = ({ company: { bidders, rotation, fixedLosers } }: { company: Company }) => {
  const { t } = useText();
  const nameOf = (key: string): string => bidders.find((one) => one.key === key)?.name ?? key;
  return (
    <ul className="rights">
      <li>
        {rotation === null
          ? t('tenders:company.noRotation')
          : t('tenders:company.rotation', {
              bidders: rotation.bidders.map(nameOf).join('、'),
              count: rotation.meetings,
            })}
      </li>
      {fixedLosers.length === 0 && <li>{t('tenders:company.noLoser')}</li>}
      {fixedLosers.map(({ bidder, beside, met }) => (
        <li key={bidder}>
          {t('tenders:company.loser', { bidder: nameOf(bidder), beside: nameOf(beside), count: met })}
        </li>
      ))}
    </ul>
  );
};

const Pairs = ({ company: { bidders, pairs } }: { company: Company }) => {
  const { t } = useText();
  const nameOf = (key: string): string => bidders.find((one) => one.key === key)?.name ?? key;
  const count = { width: '7em', numeric: true } as const;
  return (
    <DataTable
      label={t('tenders:company.title')}
      rows={pairs}
      rowKey={({ one, other }) => `${one} ${other}`}
      columns={[
        { key: 'one', label: t('tenders:company.one'), phone: 'headline', cell: ({ one }) => nameOf(one) },
        { key: 'other', label: t('tenders:company.other'), phone: 'named', cell: ({ other }) => nameOf(other) },
        { key: 'met', label: t('tenders:company.met'), ...count, cell: ({ met }) => met },
        { key: 'oneWon', label: t('tenders:company.oneWon'), ...count, cell: ({ oneWon }) => oneWon },
        { key: 'otherWon', label: t('tenders:company.otherWon'), ...count, cell: ({ otherWon }) => otherWon },
        {
          key: 'nobodyWon',
          label: t('tenders:company.nobodyWon'),
          ...count,
          width: '9em',
          cell: ({ met, oneWon, otherWon }) => met - oneWon - otherWon,
        },
      ]}
    />
  );
};
