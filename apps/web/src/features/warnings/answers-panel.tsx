import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FileLinks } from './file-links.tsx';
import type { Warning } from './queries.ts';
import { useWarningWords } from './warning-words.ts';

type Question = Warning['questions'][number];

/** Questions of the paper with what was answered; what is still being written nobody sees. */
export const AnswersPanel = ({ warning: { id, questions } }: { warning: Pick<Warning, 'id' | 'questions'> }) => {
  const { t } = useText();
  if (questions.length === 0) return null;
  const done = questions.filter(({ answers }) => answers.length > 0).length;
  return (
    <Panel
      title={t('warnings:answers.title')}
      note={t('warnings:answers.note', { count: questions.length, done })}
      action={<span className="caption">{t('warnings:answers.hidden')}</span>}
      flush
    >
      <ol className="questions">
        {questions.map((question) => (
          <QuestionLine key={question.nth} warningId={id} question={question} />
        ))}
      </ol>
    </Panel>
  );
};

const QuestionLine = ({ warningId, question: { nth, text, answers } }: { warningId: string; question: Question }) => {
  const { t } = useText();
  const answered = answers.length > 0;
  return (
    <li className={answered ? 'done' : undefined}>
      <span className="question-number">{nth + 1}</span>
      <span className="question-text">{text}</span>
      <StateChip phase={answered ? 'running' : 'waiting'}>
        {answered ? t('warnings:answers.given') : t('warnings:answers.waiting')}
      </StateChip>
      {answers.map(({ round, text: answer, files }) => (
        <div key={round} className="answer">
          <p>
            {round > 0 && <span className="dim">{t('warnings:answers.round', { round })} </span>}
            {answer}
          </p>
          <FileLinks warningId={warningId} files={files} />
        </div>
      ))}
    </li>
  );
};

/** The explanation, measures or report as a whole, as it was signed; after it came back, each with what it said. */
export const ResponsePanel = ({ warning: { id, responses } }: { warning: Pick<Warning, 'id' | 'responses'> }) => {
  const { t } = useText();
  const { day } = useWarningWords();
  const last = responses.at(-1);
  if (last === undefined) return null;
  return (
    <Panel
      title={t('warnings:response.title')}
      note={t('warnings:response.note', { date: day(last.on) })}
      flush={responses.length > 1}
    >
      {responses.length === 1 ? (
        <ResponseText warningId={id} response={last} />
      ) : (
        <ol className="panel-list">
          {responses.map((response, nth) => (
            <li key={nth}>
              <span className="caption">
                {t('warnings:response.nth', { nth: nth + 1, date: day(response.on) })}
                {nth < responses.length - 1 && ` · ${t('warnings:response.returned')}`}
              </span>
              <ResponseText warningId={id} response={response} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
};

type Response = Warning['responses'][number];

/** The words, the measures that it proposed where others took their place, and the files. */
const ResponseText = ({ warningId, response }: { warningId: string; response: Response }) => {
  const { t } = useText();
  const { day } = useWarningWords();
  const { text, measures, files } = response;
  return (
    <>
      <p className="prose">{text}</p>
      {measures.length > 0 && (
        <ul className="muted">
          {measures.map(({ text: what, owner, dueOn }, nth) => (
            <li key={nth}>
              {what} · {t('warnings:measures.owner')} {owner}
              {dueOn !== null && ` · ${t('warnings:measures.due')} ${day(dueOn)}`}
            </li>
          ))}
        </ul>
      )}
      <FileLinks warningId={warningId} files={files} />
    </>
  );
};
