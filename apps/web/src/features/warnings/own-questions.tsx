import { answerQuestion } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useIdempotencyKey } from '../../http/key.ts';
import { formatTime } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { FileField, fileIdsOf } from './file-field.tsx';
import { FileLinks } from './file-links.tsx';
import { useDraft } from './own-draft.ts';
import { useOwnSettled } from './queries.ts';
import type { ServedWarning, StoredFile } from './queries.ts';

type Question = ServedWarning['questions'][number];

/** The round that is asked for: after a return the old answers stand and a new one may be given. `null` when nothing is asked. */
export const roundOf = ({ returnCount, openSteps }: Pick<ServedWarning, 'returnCount' | 'openSteps'>): number | null =>
  openSteps.some(({ step, open }) => step === 'answer' && open) ? returnCount : null;

export const isAnswered = ({ answers }: Question, round: number | null): boolean =>
  answers.some((answer) => round === null || answer.round === round);

/** Questions one at a time: the first that is not answered is open, any other opens by a click. */
export const OwnQuestions = ({ warning }: { warning: ServedWarning }) => {
  const { questions } = warning;
  const round = roundOf(warning);
  const mayAnswer = round !== null;
  const first = questions.find((question) => !isAnswered(question, round))?.nth;
  const [chosen, setChosen] = useState<number | null>(null);
  const current = mayAnswer ? (chosen ?? first) : undefined;
  return (
    <>
      {questions.map((question) =>
        question.nth === current && !isAnswered(question, round) ? (
          <OpenQuestion key={question.nth} warning={warning} question={question} onDone={() => setChosen(null)} />
        ) : (
          <ClosedQuestion
            key={question.nth}
            warningId={warning.id}
            question={question}
            done={isAnswered(question, round)}
            {...(mayAnswer ? { onOpen: () => setChosen(question.nth) } : {})}
          />
        ),
      )}
    </>
  );
};

type ClosedProps = { warningId: string; question: Question; done: boolean; onOpen?: () => void };

const ClosedQuestion = ({ warningId, question: { nth, text, answers }, done, onOpen }: ClosedProps) => {
  const { t } = useText();
  return (
    <article className={`question-card ${done ? 'done' : ''}`}>
      <header>
        <span className="question-number">{done ? '✓' : nth + 1}</span>
        <b className="grow">{text}</b>
        {done || onOpen === undefined ? (
          <StateChip phase={done ? 'running' : 'waiting'}>
            {done ? t('warnings:own.given') : t('warnings:own.notYet')}
          </StateChip>
        ) : (
          <button type="button" className="link-button" onClick={onOpen}>
            {t('warnings:own.write')}
          </button>
        )}
      </header>
      <Given warningId={warningId} answers={answers} />
    </article>
  );
};

/** What was answered in this and earlier rounds. */
const Given = ({ warningId, answers }: { warningId: string; answers: Question['answers'] }) =>
  answers.map(({ round, text, files }) => (
    <div key={round} className="answer">
      <p>{text}</p>
      <FileLinks warningId={warningId} files={files} />
    </div>
  ));

type OpenProps = { warning: ServedWarning; question: Question; onDone: () => void };
type Draft = { readonly text: string; readonly files: readonly StoredFile[] };

const OpenQuestion = ({ warning: { id, version }, question: { nth, text: asked, answers }, onDone }: OpenProps) => {
  const { t } = useText();
  const settled = useOwnSettled();
  const keyOf = useIdempotencyKey();
  const draft = useDraft<Draft>(id, `question-${nth}`, { text: '', files: [] });
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { text, files } = draft.value;

  const submit = async (): Promise<void> => {
    setSending(true);
    setError(null);
    const body = { version, question: nth, text, fileIds: fileIdsOf(files) };
    try {
      const after = await call(answerQuestion, { params: { id }, body, idempotencyKey: keyOf(body) });
      draft.forget();
      onDone();
      settled(after);
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  return (
    <article className="question-card open">
      <header>
        <span className="question-number">{nth + 1}</span>
        <label className="grow" htmlFor={`question-${nth}`}>
          <b>{asked}</b>
        </label>
      </header>
      <Given warningId={id} answers={answers} />
      <Input.TextArea
        id={`question-${nth}`}
        value={text}
        rows={4}
        className="question-input grows"
        maxLength={10_000}
        onChange={(event) => draft.save({ text: event.target.value, files })}
      />
      <FileField warningId={id} multiple value={files} onChange={(next) => draft.save({ text, files: next })} />
      <p className="row caption">
        <span>
          {draft.savedAt === null
            ? t('warnings:own.draftNote')
            : t('warnings:own.draftSaved', { time: formatTime(draft.savedAt) })}
        </span>
        <span className="end">{t('warnings:own.count', { count: text.length })}</span>
      </p>
      {error !== null && <RefusalNotice error={error} />}
      <footer>
        <span className="caption">{t('warnings:own.fixed')}</span>
        <Button type="primary" size="large" disabled={sending || text.trim() === ''} onClick={() => void submit()}>
          {sending ? t('dialog.sending') : t('warnings:own.submitQuestion', { nth: nth + 1 })}
        </Button>
      </footer>
    </article>
  );
};
