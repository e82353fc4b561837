import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { useWording } from '../../../text/wording.ts';
import { FactLine, Panel } from '../../../ui/panel.tsx';
import { factsOf } from '../../../ui/refusal-notice.tsx';
import type { Tried } from './mapping-queries.ts';
import { useMappingWords } from './mapping-words.ts';

/** What the saved draft would make of the whole file: how many rows it takes, and why it returns the others. */
export const TriedPanel = ({ kind, tried }: { kind: Kind; tried: Tried }) => {
  const { t } = useText();
  const format = useFormat();
  const wording = useWording();
  const { fieldOf, ruledBy } = useMappingWords();
  const { taken, rejected, cut, reasons, error } = tried;
  return (
    <Panel title={t('mapping:try.title')} note={t('mapping:try.note')}>
      <div className="stack" role="status">
        {error !== null && (
          <div className="refusal">
            <b>{t('mapping:try.refused')}</b>
            <p className="muted">{wording('refusals', error.code, factsOf(error.details))}</p>
          </div>
        )}
        <FactLine
          facts={[
            { label: t('mapping:try.taken'), value: format.number(taken) },
            { label: t('mapping:try.rejected'), value: format.number(rejected) },
          ]}
        />
        {cut && <p className="muted">{t('mapping:try.cut', { rows: format.number(taken + rejected) })}</p>}
        {error === null && rejected === 0 && <p className="muted">{t('mapping:try.allGood')}</p>}
        {reasons.length > 0 && (
          <ul className="faults">
            {reasons.map(({ reason, field, heading, rule, rows, lines }) => (
              <li key={`${reason} ${field ?? ''}`}>
                <b>{heading ?? (field === null ? '' : fieldOf(kind, field))} </b>
                {t(`sources:reason.${reason}`)}
                {ruledBy(rule)}{' '}
                <span className="dim">
                  {t('sources:batch.reasonRows', { count: rows })} ·{' '}
                  {t(rows > lines.length ? 'mapping:try.someLines' : 'mapping:try.lines', {
                    lines: lines.map((line) => format.number(line)).join('、'),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
};
