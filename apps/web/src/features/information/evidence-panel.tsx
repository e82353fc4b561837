import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { Tag } from '../../ui/badges.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useCellText } from './cell-text.ts';
import { useInformationWords } from './information-words.ts';
import { OpenIdentity } from './open-identity.tsx';
import type { IdentityOnRecord } from './open-identity.tsx';
import type { Alert } from './queries.ts';

type Row = Alert['rows'][number];

/** The records behind the finding; the cells that the rule read are marked by ground, underline and weight. */
export const EvidencePanel = ({ informationId, alert }: { informationId: string; alert: Alert }) => {
  const { columns, rows, rowsTotal, mayOpenIdentities } = alert;
  const { t } = useText();
  const [asked, setAsked] = useState<IdentityOnRecord | null>(null);
  const { day } = useInformationWords();
  const facts = { total: rowsTotal, shown: rows.length };
  return (
    <Panel
      title={t('information:evidence.title')}
      note={rows.length < rowsTotal ? t('information:evidence.noteCut', facts) : t('information:evidence.note', facts)}
      flush
    >
      <div className="table-box evidence" tabIndex={0} role="group" aria-label={t('information:evidence.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('information:evidence.on')}</th>
              <th scope="col">{t('information:evidence.number')}</th>
              {columns.map(({ key, label, numeric }) => (
                <th key={key} scope="col" className={numeric ? 'numeric' : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.recordId}>
                <td className="nowrap">{day(row.occurredOn)}</td>
                <td title={row.feed}>
                  <Behind row={row} /> {row.superseded && <Tag>{t('information:evidence.superseded')}</Tag>}
                </td>
                <Cells row={row} columns={columns} onOpenIdentity={mayOpenIdentities ? setAsked : null} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked !== null && <OpenIdentity informationId={informationId} asked={asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
};

const PAGES = { information: '/information', warning: '/warnings' } as const;
/** Its number, and the way to what it stands for where that is a matter of this platform. */
const Behind = ({ row: { thing, externalId } }: { row: Row }) =>
  thing === null ? externalId : <Link to={`${PAGES[thing.kind]}/${thing.id}`}>{externalId}</Link>;

type CellsProps = {
  row: Row;
  columns: Alert['columns'];
  /** Absent for whom the number stays closed. */
  onOpenIdentity: ((asked: IdentityOnRecord) => void) | null;
};

const Cells = ({ row, columns, onOpenIdentity }: CellsProps) => {
  const { t } = useText();
  const shown = useCellText();
  return columns.map(({ key, label, numeric, instant, digest, identity }, index) => {
    const cell = row.cells[index] ?? null;
    const names = [
      numeric && 'numeric',
      instant && 'nowrap',
      row.matched.includes(index) && cell !== null && 'hit',
      cell === null && 'dim',
    ];
    const text =
      digest && typeof cell === 'string' ? t('information:identity.digest', { digest: cell.slice(0, 6) }) : shown(cell);
    return (
      <td key={key} className={names.filter(Boolean).join(' ') || undefined} title={text}>
        {text}
        {identity && cell !== null && onOpenIdentity !== null && (
          <>
            {' '}
            <button
              type="button"
              className="link-button"
              onClick={() => onOpenIdentity({ recordId: row.recordId, field: key, label })}
            >
              {t('information:identity.open')}
            </button>
          </>
        )}
      </td>
    );
  });
};
