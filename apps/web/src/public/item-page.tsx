import { formatDay } from '../text/format-day.ts';
import type { ItemData } from './data.ts';
import type { View } from './view.ts';

type Item = ItemData['item'];
type Part = { view: View; item: Item };

/** One power: four key facts, the steps in plain words, the law quoted, the versions; a way to report beside it. */
export const ItemPage = ({ view, data: { item } }: { view: View; data: ItemData }) => {
  const { say, link } = view;
  return (
    <div className="item">
      <div className="item-title">
        <div className="crumb">
          <a href={link('/')}>{say('catalogueShort')}</a> /{' '}
          <a href={filtered(view, 'unit', item.unitValue)}>{item.unit}</a> /{' '}
          <a href={filtered(view, 'category', item.categoryValue)}>{item.category}</a>
        </div>
        <h1>{item.name}</h1>
        {item.summary !== null && <p>{item.summary}</p>}
      </div>
      {item.state !== 'SUSPENDED' && <KeyFacts view={view} item={item} />}
      <article>
        {item.state === 'SUSPENDED' && <p className="note">{say('suspendedNote')}</p>}
        {item.state === 'RETIRED' && <p className="note">{say('retiredNote')}</p>}
        {item.state === 'PUBLISHED' && item.incomplete && <p className="note">{say('incompleteNote')}</p>}
        <Steps view={view} item={item} />
        <Basis view={view} item={item} />
      </article>
      <aside>
        <Supervise view={view} item={item} />
        <Versions view={view} item={item} />
      </aside>
    </div>
  );
};

const filtered = (view: View, name: string, value: string): string => {
  const address = view.link('/');
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ [name]: value })}`;
};

const KeyFacts = ({ view: { say }, item }: Part) => (
  <dl className="key-facts">
    <div>
      <dt>{say('term')}</dt>
      <dd>
        {item.promisedDays === null ? (
          <span className="dim">{say('unknown')}</span>
        ) : (
          <>
            <b>{item.promisedDays}</b> {say('workingDays')}
          </>
        )}{' '}
        {item.legalDays !== null && <span className="caption">{say('legal', { days: item.legalDays })}</span>}
      </dd>
    </div>
    <div>
      <dt>{say('responsible')}</dt>
      <dd>
        {item.unit}
        {item.section}
      </dd>
    </div>
    <div>
      <dt>{say('fee')}</dt>
      <dd>{item.fee ?? <span className="dim">{say('unknown')}</span>}</dd>
    </div>
    <div>
      <dt>{say('code')}</dt>
      <dd className="code">{item.code}</dd>
    </div>
  </dl>
);

const Steps = ({ view: { say }, item: { steps } }: Part) =>
  steps.length === 0 ? null : (
    <>
      <h2>{say('how')}</h2>
      <ol className="flow">
        {steps.map(({ name, days, note }) => (
          <li key={name}>
            <b>{name}</b>
            <em>{days !== null && say('day', { days })}</em>
            {note !== null && <p>{note}</p>}
          </li>
        ))}
      </ol>
    </>
  );

const Basis = ({ view: { say }, item: { basis } }: Part) =>
  basis.length === 0 ? null : (
    <>
      <h2>{say('basis')}</h2>
      {basis.map(({ title, text }) => (
        <blockquote className="law" key={title}>
          <b>{title}</b>
          {text !== null && <p>{text}</p>}
        </blockquote>
      ))}
    </>
  );

const Supervise = ({ view: { say, link }, item: { reportHref, phone } }: Part) =>
  reportHref === null && phone === null ? null : (
    <section className="box">
      <h2>{say(reportHref === null ? 'contact' : 'supervise')}</h2>
      {reportHref !== null && (
        <>
          <p className="muted">{say('superviseNote')}</p>
          <a className="button primary" href={link(reportHref)}>
            {say('report')}
          </a>
        </>
      )}
      {phone !== null && <p className="caption">{say('phone', { phone })}</p>}
    </section>
  );

const Versions = ({ view: { say, language }, item: { versions } }: Part) =>
  versions.length === 0 ? null : (
    <>
      <h2>{say('versions')}</h2>
      <ul className="versions">
        {versions.map(({ number, note, on, current }) => {
          const words = [
            number === 0 ? say('versionFirst') : say('versionOf', { number }),
            current ? say('current') : note,
          ]
            .filter(Boolean)
            .join(' ');
          return (
            <li key={number}>
              {current ? <b>{words}</b> : words}
              {on !== null && <span>{formatDay(language, on)}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
