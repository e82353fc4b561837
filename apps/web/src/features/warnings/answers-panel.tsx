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

/** The explanation, measures or report as a whole, as it was signed. */
export const ResponsePanel = ({ warning: { id, response } }: { warning: Pick<Warning, 'id' | 'response'> }) => {
  const { t } = useText();
  const { day } = useWarningWords();
  if (response === null) return null;
  return (
    <Panel title={t('warnings:response.title')} note={t('warnings:response.note', { date: day(response.on) })}>
      <p className="prose">{response.text}</p>
      <FileLinks warningId={id} files={response.files} />
    </Panel>
  );
};
