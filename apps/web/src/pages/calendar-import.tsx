import {
  getCalendarTemplate,
  previewCalendarYear,
  proposeCalendarYear,
  readCalendarFile,
} from '@qingfeng/contracts/features/calendar/endpoints.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DayRows } from '../features/calendar/day-rows.tsx';
import type { DraftDay } from '../features/calendar/day-rows.tsx';
import type { Preview } from '../features/calendar/queries.ts';
import { useYearSettled } from '../features/calendar/queries.ts';
import { BalancePanel, ChangesPanel } from '../features/calendar/year-panels.tsx';
import { call } from '../http/call.ts';
import { download } from '../http/download.ts';
import { useIdempotencyKey } from '../http/key.ts';
import { useToday } from '../http/me.ts';
import { useText } from '../text/use-text.ts';
import { DataTable } from '../ui/data-table.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { Panel } from '../ui/panel.tsx';
import { RefusalNotice } from '../ui/refusal-notice.tsx';

const MOST_BYTES = 1024 * 1024;

/** Brings a year's notice: from a file or row by row, checked against the calendar in force, proposed for a second person to publish. */
export const Page = () => {
  const { t } = useText();
  const navigate = useNavigate();
  const settled = useYearSettled();
  const keyOf = useIdempotencyKey();
  const [year, setYear] = useState(yearOf(useToday()) + 1);
  const [source, setSource] = useState('');
  const [rows, setRows] = useState<readonly DraftDay[]>([]);
  const [preview, setPreview] = useState<Preview | null>(null);
  // Faults of a file name lines of the file; those of a check name the rows on screen.
  const [ofFile, setOfFile] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const change = (next: readonly DraftDay[]): void => {
    setRows(next);
    setPreview(null);
  };
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    work()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const read = (file: File): void =>
    run(async () => {
      const found = await call(readCalendarFile, { query: { name: file.name, year }, file });
      setRows(found.days);
      setPreview(found);
      setOfFile(true);
    });
  const check = (): void =>
    run(async () => {
      setPreview(await call(previewCalendarYear, { body: { year, days: [...rows] } }));
      setOfFile(false);
    });
  const submit = (): void =>
    run(async () => {
      const body = { year, source, days: [...rows] };
      const made = await call(proposeCalendarYear, { body, idempotencyKey: keyOf(body) });
      settled(made);
      await navigate(`/calendar/${made.id}`);
    });

  const faults = preview?.faults ?? [];
  const ready = preview !== null && faults.length === 0 && rows.length > 0;
  return (
    <div className="stack">
      <title>{`${t('calendar:import.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('calendar:import.title')}</h1>
        <span className="muted">{t('calendar:import.note')}</span>
        <span className="end">
          <Link to="/calendar">{t('calendar:title')}</Link>
        </span>
      </div>
      <Panel title={t('calendar:import.file')} note={t('calendar:import.fileNote')}>
        <div className="stack">
          <div className="field-line">
            <label htmlFor="calendar-year">{t('calendar:import.year')}</label>
            <InputNumber
              id="calendar-year"
              min={2000}
              max={2100}
              value={year}
              onChange={(value) => {
                setYear(value ?? year);
                setPreview(null);
              }}
            />
            <label htmlFor="calendar-source">{t('calendar:import.source')}</label>
            <Input
              id="calendar-source"
              value={source}
              maxLength={200}
              placeholder={t('calendar:import.sourceHint')}
              onChange={(event) => setSource(event.target.value)}
            />
            <Button onClick={() => void download(getCalendarTemplate)}>{t('calendar:import.template')}</Button>
          </div>
          <FileDrop
            accept={['.xlsx', '.csv', '.json']}
            maxBytes={MOST_BYTES}
            onChange={([file]) => file !== undefined && read(file)}
          />
        </div>
      </Panel>
      {faults.length > 0 && <Faults faults={faults} />}
      <Panel
        title={t('calendar:import.rows')}
        note={t('calendar:import.rowsNote', { count: rows.length })}
        action={
          <span className="row">
            {rows.length > 0 && (
              <button type="button" className="link-button" onClick={() => change([])}>
                {t('calendar:import.clear')}
              </button>
            )}
            <Button size="small" onClick={() => change([...rows, { date: '', kind: 'HOLIDAY', name: '' }])}>
              {t('calendar:import.add')}
            </Button>
          </span>
        }
      >
        <DayRows
          year={year}
          rows={rows}
          bad={new Set(ofFile ? [] : faults.map(({ line }) => line))}
          onChange={change}
        />
      </Panel>
      {preview !== null && rows.length > 0 && (
        <>
          <BalancePanel balance={preview.balance} />
          <ChangesPanel changes={preview.changes} />
        </>
      )}
      {error !== null && <RefusalNotice error={error} />}
      <div className="dialog-foot">
        <span role="status" className="muted">
          {busy && t('calendar:import.reading')}
          {!busy && preview === null && rows.length > 0 && t('calendar:import.unchecked')}
          {!busy && ready && t('calendar:import.checked', { count: rows.length })}
        </span>
        <Button disabled={busy || rows.length === 0} onClick={check}>
          {t('calendar:import.check')}
        </Button>
        <Button type="primary" disabled={busy || !ready || source.trim() === ''} onClick={submit}>
          {t('calendar:import.submit')}
        </Button>
      </div>
    </div>
  );
};

const Faults = ({ faults }: { faults: Preview['faults'] }) => {
  const { t } = useText();
  return (
    <Panel title={t('calendar:import.faults')} flush>
      <DataTable
        label={t('calendar:import.faults')}
        rows={faults}
        rowKey={({ line, reason }) => `${String(line)} ${reason}`}
        columns={[
          { key: 'line', label: t('calendar:import.line'), width: '5em', numeric: true, cell: ({ line }) => line },
          {
            key: 'what',
            label: t('calendar:import.what'),
            phone: 'headline',
            cell: ({ reason }) => t(`calendar:fault.${reason}`),
          },
          { key: 'value', label: t('calendar:import.value'), width: '14em', cell: ({ value }) => value },
        ]}
      />
    </Panel>
  );
};
