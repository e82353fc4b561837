import { Fragment } from 'react';
import type { ResultData } from './data.ts';
import type { View } from './view.ts';

/** The text with each occurrence of what was searched for marked. */
const Marked = ({ text, words }: { text: string; words: string }) => {
  if (words === '') return text;
  const parts = text.split(words);
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <mark>{words}</mark>}
      {part}
    </Fragment>
  ));
};

/** One item found: what it is, whose it is, and within how many days it is done. */
export const ResultRow = ({ view, result }: { view: View; result: ResultData }) => {
  const { code, name, summary, category, unit, promisedDays, legalDays, incomplete } = result;
  return (
    <li>
      <a href={view.link(`/powers/${encodeURIComponent(code)}`)}>
        <div className="result-text">
          <h2>
            <Marked text={name} words={view.query.get('q')?.trim() ?? ''} />
          </h2>
          {summary !== null && <p>{summary}</p>}
          <small>
            {category} · {unit} · <span className="code">{code}</span>
          </small>
        </div>
        <div className="result-days">
          {promisedDays !== null && (
            <>
              <b>{promisedDays}</b>
              <span>{view.say('days')}</span>
            </>
          )}
          {legalDays !== null && <small>{view.say('legal', { days: legalDays })}</small>}
          {promisedDays === null && incomplete && <small>{view.say('incomplete')}</small>}
        </div>
      </a>
    </li>
  );
};
