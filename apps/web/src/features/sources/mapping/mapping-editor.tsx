import { draftMapping, sampleFile, sampleLastDelivery } from '@qingfeng/contracts/features/sources/mapping.ts';
import { MOST_FILE_BYTES } from '@qingfeng/contracts/features/sources/endpoints.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { guessedMapping } from '@qingfeng/domain/features/sources/guess.ts';
import { officeClock } from '@qingfeng/domain/features/sources/office-clock.ts';
import type { Sample } from '@qingfeng/domain/features/sources/sample.ts';
import { previewOf } from '@qingfeng/domain/features/sources/sample.ts';
import { isStored } from '@qingfeng/domain/features/sources/stored.ts';
import { surroundingsOf } from '@qingfeng/domain/features/sources/values.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../../http/call.ts';
import { useIdempotencyKey } from '../../../http/key.ts';
import { useToday } from '../../../http/me.ts';
import { useFormat, ZONE } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { useKeys } from '../../../ui/keys.tsx';
import { Note, Panel } from '../../../ui/panel.tsx';
import { RefusalNotice } from '../../../ui/refusal-notice.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { Feed } from '../queries.ts';
import { FieldTable } from './field-table.tsx';
import type { Mapping, Mappings, MappingVersion, Sampled, Tried } from './mapping-queries.ts';
import { inForceIn, openIn, useMappingsSettled } from './mapping-queries.ts';
import { HIDDEN, useMappingWords } from './mapping-words.ts';
import { PreviewTable } from './preview-table.tsx';
import { SamplePanel } from './sample-panel.tsx';
import type { Source } from './sample-panel.tsx';
import { MappingStepDialog } from './step-dialog.tsx';
import { TriedPanel } from './tried-panel.tsx';

const BLANK: Mapping = { fields: {}, undated: 'REJECT' };
const NO_SAMPLE: Sample = { headings: [], rows: [] };

/** The whole of a draft and its sample as they stand in this window. */
const usePreview = (feed: Feed, mapping: Mapping, sample: Sample, today: LocalDate) => {
  const around = useMemo(() => surroundingsOf(officeClock(ZONE), today, () => HIDDEN), [today]);
  const { kind, allowedFields, retentionMonths } = feed;
  return useMemo(
    () => previewOf({ kind, allowedFields, retentionMonths, ...mapping }, sample, around, today),
    [kind, allowedFields, retentionMonths, mapping, sample, around, today],
  );
};

type EditorProps = { feed: Feed; mappings: Mappings; begun: MappingVersion | undefined };

/** A version of the mapping is written here beside a sample: each change is seen at once in its rows, and saved as a draft. */
export const MappingEditor = ({ feed, mappings, begun }: EditorProps) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const navigate = useNavigate();
  const { fieldsOf } = useMappingWords();
  const settled = useMappingsSettled(feed.id);
  const keyOf = useIdempotencyKey();
  const draft = openIn(mappings);
  const [mapping, setMapping] = useState<Mapping>((begun ?? inForceIn(mappings))?.mapping ?? BLANK);
  const [note, setNote] = useState(begun?.state === 'DRAFT' ? begun.note : '');
  const [sample, setSample] = useState<Sample>(NO_SAMPLE);
  const [source, setSource] = useState<Source | null>(null);
  const [guessed, setGuessed] = useState<number | null>(null);
  const [tried, setTried] = useState<Tried | null>(null);
  const [stepping, setStepping] = useState<MappingVersion | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const preview = usePreview(feed, mapping, sample, today);
  const isSaved =
    draft !== undefined && draft.note === note && JSON.stringify(draft.mapping) === JSON.stringify(mapping);

  const begunWith = (begun ?? inForceIn(mappings))?.mapping ?? BLANK;
  const isUntouched = draft === undefined && note === '' && JSON.stringify(begunWith) === JSON.stringify(mapping);

  const change = (next: Mapping): void => {
    setMapping(next);
    setTried(null);
  };
  const doing = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  /** The draft as it stands on the server afterwards. */
  const saved = async (): Promise<MappingVersion> => {
    if (isSaved) return draft;
    const body = { version: draft?.version ?? null, mapping, note };
    const answer = await call(draftMapping, { params: { id: feed.id }, body, idempotencyKey: keyOf(body) });
    await settled(answer);
    const open = openIn(answer);
    if (open === undefined) throw new Error('a draft that was saved is not there');
    setMapping(open.mapping);
    return open;
  };
  const look = (from: Source, mappingId?: string): Promise<Sampled> => {
    const query = mappingId === undefined ? {} : { mappingId };
    return from.file === null
      ? call(sampleLastDelivery, { params: { id: feed.id }, query })
      : call(sampleFile, { params: { id: feed.id }, query: { name: from.file.name, ...query }, file: from.file });
  };
  const take = (from: Source): Promise<void> =>
    doing(async () => {
      const { headings, rows } = await look(from);
      setSample({ headings, rows });
      setSource(from);
      setGuessed(null);
      setTried(null);
    });
  const guess = (): void => {
    const { fields } = guessedMapping(feed.kind, sample);
    // What a person has said already is not overwritten.
    change({ ...mapping, fields: { ...(fields as Mapping['fields']), ...mapping.fields } });
    setGuessed(Object.keys(fields).length);
  };
  const tryWhole = (): Promise<void> =>
    doing(async () => {
      if (source === null) return;
      const { id } = await saved();
      setTried((await look(source, id)).tried);
    });
  const save = (): Promise<void> =>
    doing(async () => {
      await saved();
    });
  useKeys([{ key: 's', label: t('mapping:save'), run: () => void save() }]);

  if (draft?.state === 'PROPOSED') return <Note>{t('mapping:waits', { number: draft.number })}</Note>;
  const missing = preview.missing.map(({ name }) => name);
  /** By the sample nothing could be read: that is not put forward. */
  const lacks = sample.headings.length > 0 && missing.length > 0;
  const outside = FIELDS[feed.kind].filter((field) => !isStored(field, feed)).map(({ name }) => name);
  return (
    <div className="stack">
      <div className="row wrap editor-bar">
        <Input
          className="grow"
          value={note}
          maxLength={500}
          aria-label={t('mapping:note.label')}
          placeholder={`${t('mapping:note.label')}：${t('mapping:note.hint')}`}
          onChange={({ target }) => setNote(target.value)}
        />
        <span className="muted" role="status">
          {isSaved
            ? t('mapping:saved', { when: format.moment(draft.draftedAt, today) })
            : !isUntouched && t('mapping:unsaved')}
        </span>
        <Button disabled={busy || isSaved || isUntouched} onClick={() => void save()}>
          {t('mapping:save')}
          <kbd>S</kbd>
        </Button>
        <Button disabled={busy || source === null} onClick={() => void tryWhole()}>
          {t('mapping:try')}
        </Button>
        <Button
          type="primary"
          disabled={busy || isUntouched || lacks}
          title={lacks ? t('mapping:missing.some', { fields: fieldsOf(feed.kind, missing) }) : undefined}
          onClick={() => void doing(async () => setStepping(await saved()))}
        >
          {t('mapping:step.submit')}
        </Button>
      </div>
      {error !== null && <RefusalNotice error={error} />}
      <SamplePanel
        last={mappings.lastDelivery}
        sample={sample}
        source={source}
        busy={busy}
        mostBytes={MOST_FILE_BYTES}
        onTake={(from) => void take(from)}
        onHeadings={(headings) => setSample({ headings, rows: [] })}
        onGuess={guess}
        guessed={guessed}
      />
      {tried !== null && <TriedPanel kind={feed.kind} tried={tried} />}
      <Panel
        title={t('mapping:fields.title')}
        note={t('mapping:fields.note')}
        action={
          <Segmented
            label={t('mapping:undated')}
            value={mapping.undated}
            options={(['REJECT', 'RECEIVED'] as const).map((value) => ({
              value,
              label: `${t('mapping:undated')}：${t(`mapping:undated.${value}`)}`,
            }))}
            onChange={(undated) => change({ ...mapping, undated })}
          />
        }
        flush
      >
        {sample.headings.length > 0 && (
          <div className="panel-body stack">
            <p className={lacks ? 'preview-fault' : 'muted'} role="status">
              {lacks
                ? `✕ ${t('mapping:missing.some', { fields: fieldsOf(feed.kind, missing) })}`
                : `✓ ${t('mapping:missing.none')}`}
            </p>
            {preview.doubled.length > 0 && (
              <p className="preview-fault">✕ {t('mapping:doubled', { columns: preview.doubled.join('、') })}</p>
            )}
            {preview.unread.length > 0 && (
              <p className="muted">{t('mapping:unread', { columns: preview.unread.join('、') })}</p>
            )}
          </div>
        )}
        <FieldTable
          kind={feed.kind}
          fields={mapping.fields}
          headings={sample.headings}
          preview={preview}
          faults={isSaved ? draft.faults : []}
          onChange={(name, field) => change({ ...mapping, fields: { ...mapping.fields, [name]: field } })}
        />
        {outside.length > 0 && (
          <p className="panel-body muted">{t('mapping:outside', { fields: fieldsOf(feed.kind, outside) })}</p>
        )}
      </Panel>
      {sample.rows.length > 0 && <PreviewTable kind={feed.kind} preview={preview} />}
      {stepping !== null && (
        <MappingStepDialog
          feedId={feed.id}
          kind={feed.kind}
          version={stepping}
          step="submit"
          onClose={() => setStepping(null)}
          onDone={() => void navigate(`/sources/${feed.id}/mapping`)}
        />
      )}
    </div>
  );
};
