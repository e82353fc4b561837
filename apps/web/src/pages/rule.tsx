import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ConditionTree } from '../features/rules/condition-tree.tsx';
import { ruleQuery } from '../features/rules/queries.ts';
import type { Rule } from '../features/rules/queries.ts';
import { useReason } from '../features/rules/reason.ts';
import { useRuleSteps } from '../features/rules/rule-steps.tsx';
import { ParameterTable } from '../features/rules/version-panels.tsx';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import { StateChip, Tag } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { FactLine, KeyValues, Panel } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** One rule: what it says, on what ground, with which numbers, and how well it does. */
export const Page = () => {
  const { code = '' } = useParams();
  return <Loaded result={useQuery(ruleQuery(code))}>{(rule) => <RulePage rule={rule} />}</Loaded>;
};

const RulePage = ({ rule }: { rule: Rule }) => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const today = useToday();
  const { buttons, dialogs } = useRuleSteps(rule);
  const { code, name, purpose, state, recordKind, owner, evaluatedAt, sentence, underWay, versions, publishedVersion } =
    rule;
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/rules">{t('rules:title')}</Link> / {code}
        </>
      }
      title={name}
      subtitle={purpose}
      state={<StateChip phase={state === 'ACTIVE' ? 'running' : 'waiting'}>{t(`rules:state.${state}`)}</StateChip>}
      steps={buttons}
      timeline={<Versions rule={rule} />}
      facts={<Quality rule={rule} />}
    >
      <FactLine
        facts={[
          { label: t('rules:fact.kind'), value: wording('sources', `kind.${recordKind}`) },
          ...(owner === null ? [] : [{ label: t('rules:fact.owner'), value: owner }]),
          ...(evaluatedAt === null
            ? []
            : [{ label: t('rules:fact.evaluated'), value: format.moment(evaluatedAt, today) }]),
        ]}
      />
      <section className="why">
        <p>{format.language === 'en' ? sentence.en : sentence.zh}</p>
        <p className="caption">{t('rules:sentence.note')}</p>
      </section>
      {underWay !== null && (
        <p className="note">
          <Link className="in-text" to={`/rules/versions/${underWay.id}`}>
            {t('rules:underWay', { number: underWay.number, state: t(`rules:version.${underWay.state}`) })}
          </Link>
        </p>
      )}
      <PoorData rule={rule} />
      <ParameterTable
        parameters={versions.find((one) => one.number === publishedVersion)?.parameters ?? []}
        note={t('rules:parameters.note')}
      />
      <Ground rule={rule} />
      <ConditionTree definition={rule.definition} />
      <Runs days={rule.days} />
      {dialogs}
    </ThingPage>
  );
};

/** Of which sources much could not be judged, while that lasts. */
const PoorData = ({ rule: { poorData, recordKind } }: { rule: Rule }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const reasonOf = useReason();
  if (poorData.length === 0) return null;
  return (
    <Panel title={t('rules:poor.title')} note={t('rules:poor.note')}>
      <ul className="rights">
        {poorData.map(({ feed, since, judged, notEvaluable, reason }) => (
          <li key={feed}>
            {t('rules:poor.line', {
              feed,
              judged: format.number(judged),
              lacking: format.number(notEvaluable),
              reason: reasonOf(reason, recordKind),
              date: format.moment(since, today),
            })}
          </li>
        ))}
      </ul>
    </Panel>
  );
};

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul className="rights">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );

/** Why this is suspicious and by which law, what it leaves out, what may be in order all the same. */
const Ground = ({
  rule: { hypothesis, legalBasis, exclusions, falsePositives, fields, recordKind },
}: {
  rule: Rule;
}) => {
  const { t } = useText();
  const wording = useWording();
  const { language } = useFormat();
  return (
    <Panel title={t('rules:basis.title')}>
      <div className="stack">
        <KeyValues
          facts={[
            { label: t('rules:basis.hypothesis'), value: hypothesis },
            { label: t('rules:basis.law'), value: legalBasis },
            {
              label: t('rules:fields.title'),
              value: (
                <span className="row wrap">
                  {fields.map(({ kind, key, label }) => (
                    <Tag key={`${kind} ${key}`}>
                      {kind === recordKind ? '' : `${wording('sources', `kind.${kind}`)} · `}
                      {language === 'en' ? key : label}
                    </Tag>
                  ))}
                </span>
              ),
            },
          ]}
        />
        <Lines title={t('rules:exclusions.title')} lines={exclusions} />
        <Lines title={t('rules:caveats.title')} lines={falsePositives} />
      </div>
    </Panel>
  );
};

const Runs = ({ days }: { days: Rule['days'] }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  if (days.length === 0) return null;
  return (
    <Panel title={t('rules:days.title')} note={t('rules:days.note')} flush>
      <DataTable
        label={t('rules:days.title')}
        rows={days.toReversed().slice(0, 14)}
        rowKey={({ on }) => on}
        columns={[
          { key: 'on', label: t('rules:days.on'), phone: 'headline', cell: ({ on }) => format.day(on, today) },
          { key: 'hits', label: t('rules:days.hits'), numeric: true, cell: ({ hits }) => format.number(hits) },
          { key: 'noHits', label: t('rules:days.noHits'), numeric: true, cell: ({ noHits }) => format.number(noHits) },
          {
            key: 'notEvaluable',
            label: t('rules:days.notEvaluable'),
            numeric: true,
            cell: ({ notEvaluable }) => format.number(notEvaluable),
          },
        ]}
      />
    </Panel>
  );
};

const Quality = ({ rule }: { rule: Rule }) => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const reasonOf = useReason();
  const { precisionPermille, confirmed, decided, dismissals, notEvaluable, code, alerts, recordKind } = rule;
  const counted = (items: readonly { reason: string; count: number }[], namespace: 'information' | 'rules') =>
    items
      .map(
        ({ reason, count }) =>
          `${namespace === 'rules' ? reasonOf(reason, recordKind) : wording(namespace, `reason.${reason}`)} ${format.number(count)}`,
      )
      .join('、');
  return (
    <Panel title={t('rules:quality.title')}>
      <KeyValues
        facts={[
          {
            label: t('rules:column.alerts'),
            value: <Link to={`/alerts?tab=all&rule=${code}`}>{format.number(alerts)}</Link>,
          },
          {
            label: t('rules:column.precision'),
            value:
              precisionPermille === null
                ? t('rules:few')
                : t('rules:percent', { percent: Math.round(precisionPermille / 10) }),
          },
          { label: t('rules:column.decided'), value: t('rules:quality.confirmed', { confirmed, decided }) },
          {
            label: t('rules:quality.dismissals'),
            value: dismissals.length === 0 ? t('rules:quality.none') : counted(dismissals, 'information'),
          },
          ...(notEvaluable.length === 0
            ? []
            : [{ label: t('rules:quality.notEvaluable'), value: counted(notEvaluable, 'rules') }]),
        ]}
      />
    </Panel>
  );
};

const Versions = ({ rule: { versions } }: { rule: Rule }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return (
    <Timeline
      items={versions.map(({ id, number, state, author, approvers, createdAt, publishedAt }) => ({
        key: id,
        when: format.moment(publishedAt ?? createdAt, today),
        what: (
          <>
            <Link className="in-text" to={`/rules/versions/${id}`}>
              {t('rules:version', { number })}
            </Link>{' '}
            {t(`rules:version.${state}`)}
            <span className="caption">
              {' '}
              {author === null
                ? t('rules:versions.shipped')
                : approvers.length === 0
                  ? t('rules:versions.author', { author })
                  : t('rules:versions.by', { author, reviewer: approvers.join('、') })}
            </span>
          </>
        ),
        coming: state === 'DRAFT' || state === 'BACKTEST' || state === 'REVIEWED',
      }))}
    />
  );
};
