import { Fragment } from 'react';
import type { ResultData } from './data.ts';
import type { View } from './view.ts';

/** The text with each place of what was searched for marked; of words that overlap the longer one. */
const Marked = ({ text, marks }: { text: string; marks: readonly string[] }) => {
  if (marks.length === 0) return text;
  const literal = marks.map((mark) => mark.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return text
    .split(new RegExp(`(${literal.join('|')})`, 'i'))
    .map((part, index) =>
      index % 2 === 1 ? <mark key={index}>{part}</mark> : <Fragment key={index}>{part}</Fragment>,
    );
};

type ResultRowProps = { view: View; result: ResultData; marks: readonly string[] };

/** One item found: what it is, whose it is, and within how many days it is done. */
export const ResultRow = ({ view, result, marks }: ResultRowProps) => {
  const { code, name, summary, category, unit, promisedDays, legalDays, incomplete } = result;
  return (
    <li>
      <a href={view.link(`/powers/${encodeURIComponent(code)}`)}>
        <div className="result-text">
          <h2>
            <Marked text={name} marks={marks} />
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
