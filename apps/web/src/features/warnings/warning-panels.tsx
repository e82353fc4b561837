import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { StateChip } from '../../ui/badges.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FileLinks } from './file-links.tsx';
import type { Warning } from './queries.ts';
import { useWarningWords } from './warning-words.ts';

/** The facts as the paper tells them. */
export const FactsPanel = ({ facts }: { facts: readonly string[] }) => {
  const { t } = useText();
  if (facts.length === 0) return null;
  return (
    <Panel title={t('warnings:facts.title')}>
      <ol className="fact-list">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ol>
    </Panel>
  );
};

export const VisitsPanel = ({ warning: { id, visits } }: { warning: Warning }) => {
  const { t } = useText();
  const wording = useWording();
  const { day } = useWarningWords();
  if (visits.length === 0) return null;
  return (
    <Panel title={t('warnings:visits.title')} flush>
      <ul className="panel-list">
        {visits.map(({ on, methods, passed, files }, nth) => (
          <li key={nth} className="row wrap">
            <span>{day(on)}</span>
            <span className="muted">{methods.map((method) => wording('warnings', `method.${method}`)).join('、')}</span>
            <StateChip phase={passed ? 'finished' : 'running'}>
              {passed ? t('warnings:visits.passed') : t('warnings:visits.failed')}
            </StateChip>
            <span className="end">
              <FileLinks warningId={id} files={files} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

/** The organ's own words beside the steps, and what was proposed for the case that nothing changes. */
export const NotesPanel = ({ warning: { notes, proposals, alternatives, timeline } }: { warning: Warning }) => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const { today, day, eventOf } = useWarningWords();
  /** On which step it was said, in the words of the timeline. */
  const stepOf = ({ id, step }: Warning['notes'][number]): string => {
    const entry = timeline.find(({ body }) => body['noteId'] === id);
    return entry === undefined ? wording('warnings', `event.${step}`) : eventOf(entry, alternatives);
  };
  const towards = (code: string): string => {
    const level = alternatives.find((one) => one.code === code);
    return level === undefined ? wording('warnings', `track.${code}`) : `${level.label}${level.act}`;
  };
  if (notes.length === 0 && proposals.length === 0) return null;
  return (
    <Panel title={t('warnings:notes.title')} flush>
      <ul className="panel-list">
        {proposals.map(({ ground, to, on }) => (
          <li key={ground}>
            {t('warnings:proposals.line', {
              date: day(on),
              ground: wording('warnings', `ground.${ground}`),
              to: to.map(towards).join('、'),
            })}
          </li>
        ))}
        {notes.map((note) => (
          <li key={note.id}>
            <span className="caption">
              {format.moment(note.at, today)} · {note.author} · {stepOf(note)}
            </span>
            <p>{note.text}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

/** Which documents the file must hold, and which it has. */
export const DossierPanel = ({ warning: { id, dossier } }: { warning: Warning }) => {
  const { t } = useText();
  const wording = useWording();
  const shown = dossier.filter(({ present, required }) => present || required);
  if (shown.length === 0) return null;
  const present = shown.filter((entry) => entry.present).length;
  return (
    <Panel
      title={t('warnings:dossier.title')}
      note={t('warnings:dossier.note', { present, absent: shown.length - present })}
    >
      <ul className="row wrap">
        {shown.map((entry) => (
          <li key={entry.document} className="row">
            <StateChip phase={entry.present ? 'finished' : 'waiting'}>
              {wording('needs', entry.document)}{' '}
              {entry.present ? t('warnings:dossier.present') : t('warnings:dossier.absent')}
            </StateChip>
            <FileLinks warningId={id} files={entry.files} />
          </li>
        ))}
      </ul>
    </Panel>
  );
};
