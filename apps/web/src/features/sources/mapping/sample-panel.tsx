import type { Sample } from '@qingfeng/domain/features/sources/sample.ts';
import { Button } from 'antd';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSourceWords } from '../source-words.ts';
import type { Mappings } from './mapping-queries.ts';

/** Where a sample comes from: a file of this person's, or the last delivery. */
export type Source = { readonly name: string; readonly file: File | null };

type SamplePanelProps = {
  last: Mappings['lastDelivery'];
  sample: Sample;
  source: Source | null;
  busy: boolean;
  mostBytes: number;
  onTake: (source: Source) => void;
  /** The headings of the last delivery, where its file is gone. */
  onHeadings: (headings: readonly string[]) => void;
  onGuess: () => void;
  guessed: number | null;
};

/** Chooses what the mapping is looked at with. */
export const SamplePanel = (props: SamplePanelProps) => {
  const { last, sample, source, busy, mostBytes, onTake, onHeadings, onGuess, guessed } = props;
  const { t } = useText();
  const format = useFormat();
  const { today, whatOf } = useSourceWords();
  const takeLast = (): void => {
    if (last === null) return;
    if (last.stands) onTake({ name: whatOf(last), file: null });
    else onHeadings(last.headings);
  };
  return (
    <Panel title={t('mapping:sample.title')} note={t('mapping:sample.note')}>
      <div className="stack">
        <div className="sample-sources">
          <FileDrop
            accept={['.csv', '.xlsx', '.txt']}
            maxBytes={mostBytes}
            value={source?.file === null || source === null ? [] : [source.file]}
            onChange={([file]) => file !== undefined && onTake({ name: file.name, file })}
          />
          {last !== null && (
            <p className="stack tight">
              <Button disabled={busy} onClick={takeLast}>
                {t('mapping:sample.last')}
              </Button>
              <span className="caption">
                {t('mapping:sample.lastNote', { name: whatOf(last), when: format.moment(last.receivedAt, today) })}
                {!last.stands && ` ${t('mapping:sample.headingsOnly')}`}
              </span>
            </p>
          )}
        </div>
        <p className="row wrap" role="status">
          {busy ? (
            <span className="muted">{t('mapping:sample.reading')}</span>
          ) : sample.headings.length === 0 ? (
            <span className="muted">{t('mapping:sample.none')}</span>
          ) : (
            <>
              <span>
                {t('mapping:sample.of', {
                  name: source?.name ?? (last === null ? '' : whatOf(last)),
                  columns: sample.headings.length,
                  rows: sample.rows.length,
                })}
              </span>
              <Button onClick={onGuess}>{t('mapping:sample.guess')}</Button>
              {guessed !== null && <span className="muted">{t('mapping:sample.guessed', { count: guessed })}</span>}
            </>
          )}
        </p>
      </div>
    </Panel>
  );
};
