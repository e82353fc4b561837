import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { FactLine, KeyValues, Note, Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import type { Content, Power } from './queries.ts';

type Part = { power: Power };

/** What one asks first of a power, in one line. */
export const PowerFacts = ({ content }: { content: Content }) => {
  const { t } = useText();
  const { basis, section, legalDays, promisedDays, fee, riskPost } = content;
  const unknown = t('catalogue:unknown');
  const [first] = basis;
  return (
    <FactLine
      facts={[
        {
          label: t('catalogue:fact.basis'),
          value:
            first === undefined
              ? unknown
              : `${first.title}${basis.length > 1 ? ` ${t('catalogue:fact.more', { count: basis.length })}` : ''}`,
        },
        { label: t('catalogue:fact.section'), value: section ?? unknown },
        {
          label: t('catalogue:fact.days'),
          value: t('catalogue:fact.days.value', { legal: legalDays ?? '—', promised: promisedDays ?? '—' }),
        },
        { label: t('catalogue:fact.fee'), value: fee ?? unknown },
        { label: t('catalogue:fact.riskPost'), value: riskPost ?? unknown },
      ]}
    />
  );
};

/** What is still to be filled in, said plainly. */
export const MissingNote = ({ missing }: { missing: Power['missing'] }) => {
  const { t } = useText();
  return missing.length === 0 ? null : (
    <Note>
      <b>{t('catalogue:missing.title')}</b> {missing.map((need) => t(`catalogue:need.${need}`)).join('、')}。
      {t('catalogue:missing.note')}
    </Note>
  );
};

export const BasisPanel = ({ basis }: { basis: Content['basis'] }) => {
  const { t } = useText();
  return basis.length === 0 ? null : (
    <Panel title={t('catalogue:basis.title')}>
      <ul className="stack">
        {basis.map(({ title, text }) => (
          <li key={title}>
            <b>{title}</b>
            {text !== null && <p className="muted">{text}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
};

/** What never leaves the house. */
export const InsidePanel = ({ content: { riskPost, workRules, institutions, sourceUrl } }: { content: Content }) => {
  const { t } = useText();
  const unknown = <span className="dim">{t('catalogue:unknown')}</span>;
  return (
    <Panel title={t('catalogue:inside.title')} note={t('catalogue:inside.note')}>
      <KeyValues
        facts={[
          { label: t('catalogue:fact.riskPost'), value: riskPost ?? unknown },
          { label: t('catalogue:inside.workRules'), value: workRules ?? unknown },
          {
            label: t('catalogue:inside.institutions'),
            value: institutions.length === 0 ? unknown : institutions.join('、'),
          },
          ...(sourceUrl === null ? [] : [{ label: t('catalogue:inside.source'), value: sourceUrl }]),
        ]}
      />
    </Panel>
  );
};

const FIELDS = [
  'name',
  'category',
  'summary',
  'basis',
  'steps',
  'promisedDays',
  'legalDays',
  'fee',
  'section',
  'phone',
  'riskPost',
  'workRules',
  'institutions',
  'sourceUrl',
] as const satisfies readonly (keyof Content)[];

/** The version under way, for those who work on it: what of it differs, and why it came back. */
export const DraftPanel = ({ power: { draft, content, publicState, reason } }: Part) => {
  const { t } = useText();
  if (draft === null) return null;
  const changed = FIELDS.filter((field) => JSON.stringify(draft.content[field]) !== JSON.stringify(content[field]));
  return (
    <Panel
      title={t('catalogue:draft.title', { number: draft.number })}
      {...(publicState === null ? {} : { note: t('catalogue:draft.note') })}
    >
      <div className="stack">
        {reason !== null && (
          <Note>
            <b>{t('catalogue:reason.title')}</b> {reason}
          </Note>
        )}
        <p>
          {changed.length === 0
            ? t('catalogue:draft.same')
            : t('catalogue:draft.changed', {
                fields: changed.map((field) => t(`catalogue:field.${field}`)).join('、'),
              })}
        </p>
        {draft.note !== null && <p className="muted">{draft.note}</p>}
        <MissingNote missing={draft.missing} />
        <PowerFacts content={draft.content} />
      </div>
    </Panel>
  );
};

export const VersionsPanel = ({ power: { versions } }: Part) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const wording = useWording();
  return (
    <Panel title={t('catalogue:versions.title')}>
      <ul className="stack">
        {versions.map(({ number, note, on, current, state, by }) => (
          <li key={number}>
            {number === 0 ? t('catalogue:version.first') : t('catalogue:version', { number })}{' '}
            {current ? <b>{t('catalogue:version.current')}</b> : wording('catalogue', `state.${state}`)}
            <span className="caption">
              {' '}
              {[on === null ? null : format.day(on, today), by, note].filter((part) => part !== null).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

export const PowerTimeline = ({ power: { timeline } }: Part) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const wording = useWording();
  if (timeline.length === 0) return <p className="muted">{t('catalogue:timeline.empty')}</p>;
  return (
    <Timeline
      items={timeline.map(({ id, at, actor, type, body }) => ({
        key: id,
        when: `${format.moment(at, today)} · ${actor ?? t('catalogue:system')}`,
        what: body['imported'] === true ? t('catalogue:event.imported') : wording('catalogue', `event.${type}`),
      }))}
    />
  );
};
