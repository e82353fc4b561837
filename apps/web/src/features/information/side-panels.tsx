import { Link } from 'react-router';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { LevelMark, StateChip } from '../../ui/badges.tsx';
import { KeyValues, Panel } from '../../ui/panel.tsx';
import type { Fact } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { useInformationWords } from './information-words.ts';
import type { Information } from './queries.ts';

/** Whom it is about, what it is worth, who has it, what became of it. */
export const FactsPanel = ({ information }: { information: Information }) => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const { span, valueOf } = useInformationWords();
  const { subject, unit, amountMinor, currency, source, handler, reviewer, alert, mergedInto, warning } = information;
  const facts: (Fact | null)[] = [
    { label: t('information:fact.subject'), value: `${t(`information:subject.${subject.kind}`)} ${subject.label}` },
    unit === null ? null : { label: t('information:fact.unit'), value: unit },
    amountMinor === null
      ? null
      : { label: t('information:fact.amount'), value: format.money(amountMinor, currency ?? 'CNY') },
    { label: t('information:fact.source'), value: t(`information:source.${source}`) },
    alert === null
      ? null
      : {
          label: t('information:fact.window'),
          value: span(alert.windowFrom, alert.windowTo),
        },
    alert === null || alert.threshold === null
      ? null
      : { label: t('information:fact.threshold'), value: `${alert.threshold.label} ${valueOf(alert.threshold)}` },
    handler === null ? null : { label: t('information:fact.handler'), value: handler.name },
    reviewer === null ? null : { label: t('information:fact.reviewer'), value: reviewer.name },
    information.informationLevel === null
      ? null
      : {
          label: t('information:fact.level'),
          value: wording('information', `level.${information.informationLevel}`),
        },
    information.dismissReason === null
      ? null
      : { label: t('information:fact.reason'), value: t(`information:reason.${information.dismissReason}`) },
    mergedInto === null
      ? null
      : {
          label: t('information:fact.merged'),
          value: <Link to={`/information/${mergedInto.id}`}>{mergedInto.number}</Link>,
        },
    warning === null
      ? null
      : {
          label: t('information:fact.warning'),
          value: <Link to={`/warnings/${warning.id}`}>{warning.number}</Link>,
        },
  ];
  return (
    <Panel title={t('information:facts.title')}>
      <KeyValues facts={facts.filter((fact) => fact !== null)} />
    </Panel>
  );
};

/** Other information on the same subject or unit, in a line. */
export const HistoryLine = ({ history }: { history: Information['history'] }) => {
  const { t } = useText();
  const { stateOf } = useInformationWords();
  if (history.length === 0) return null;
  return (
    <section aria-label={t('information:history.title')}>
      <h3 className="muted history-title">{t('information:history.title')}</h3>
      <ul className="history-line">
        {history.map(({ id, number, title, colour, state }) => (
          <li key={id}>
            {colour !== null && <LevelMark colour={colour} />} <Link to={`/information/${id}`}>{title}</Link>{' '}
            <span className="dim">
              {number} · {stateOf(state)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Questions to departments and what they answered; remarks; what changed in the data since. */
export const WordsPanels = ({ information: { factSheets, notes, alert, timeline } }: { information: Information }) => {
  const { t } = useText();
  const format = useFormat();
  const { today, day, dayOf, eventOf } = useInformationWords();
  /** On which step it was said, in the words of the history. */
  const stepOf = ({ id, step }: (typeof notes)[number]): string =>
    eventOf(timeline.find(({ body }) => body['noteId'] === id) ?? { type: step, body: {} });
  return (
    <>
      {alert !== null && alert.falsePositives.length > 0 && (
        <Panel title={t('information:caveats.title')} note={t('information:caveats.note')}>
          <ul className="rights">
            {alert.falsePositives.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Panel>
      )}
      {alert !== null && alert.later.length > 0 && (
        <Panel title={t('information:later.title')}>
          <ul className="rights">
            {alert.later.map(({ at, kind, recordIds }, nth) => (
              <li key={nth}>{t(`information:later.${kind}`, { date: dayOf(at), count: recordIds.length })}</li>
            ))}
          </ul>
        </Panel>
      )}
      {factSheets.length > 0 && (
        <Panel title={t('information:sheets.title')} flush>
          <ul className="panel-list">
            {factSheets.map(({ id, number, unit, question, dueOn, answer, answeredBy, state }) => (
              <li key={id}>
                <p className="row">
                  <b>{number}</b>
                  <span className="muted">{t('information:sheets.line', { unit, date: day(dueOn) })}</span>
                  <span className="end">
                    <StateChip phase={state === 'OPEN' ? 'running' : 'finished'}>
                      {t(`information:sheets.${state}`)}
                    </StateChip>
                  </span>
                </p>
                <p>{question}</p>
                {answer !== null && (
                  <p className="answer">
                    {answer} <span className="dim">{answeredBy}</span>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {notes.length > 0 && (
        <Panel title={t('information:notes.title')} flush>
          <ul className="panel-list">
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
      )}
    </>
  );
};

/** What happened, newest first; the day by which it must be concluded stands above. */
export const InformationTimeline = ({ information: { deadline, timeline } }: { information: Information }) => {
  const { t } = useText();
  const format = useFormat();
  const { today, day, eventOf, whoOf } = useInformationWords();
  return (
    <Timeline
      items={[
        ...(deadline === null || deadline.dueOn < today
          ? []
          : [{ key: 'due', when: `${day(deadline.dueOn)} 24:00`, what: t('information:due'), coming: true }]),
        ...timeline.map((entry) => ({
          key: entry.id,
          when: `${format.moment(entry.at, today)} · ${whoOf(entry)}`,
          what: eventOf(entry),
        })),
      ]}
    />
  );
};
