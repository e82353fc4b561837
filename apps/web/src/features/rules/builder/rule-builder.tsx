import { draftRule, draftRuleVersion, reviseRuleVersion } from '@qingfeng/contracts/features/rules/versions.ts';
import { faultsOf, ruleWithout, shaped } from '@qingfeng/domain/features/rules/builder/check.ts';
import type { Json, Path } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { slotsOf, valueAt, withValueAt } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { chosen, withoutGaps } from '@qingfeng/domain/features/rules/builder/pieces.ts';
import { placeOf } from '@qingfeng/domain/features/rules/builder/place.ts';
import { SHAPES } from '@qingfeng/domain/features/rules/builder/shapes.ts';
import { type RuleCase, strangeIn } from '@qingfeng/domain/features/rules/cases.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { Button } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../../http/call.ts';
import { useIdempotencyKey } from '../../../http/key.ts';
import { useText } from '../../../text/use-text.ts';
import { Panel } from '../../../ui/panel.tsx';
import { RefusalNotice } from '../../../ui/refusal-notice.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Branches, useSaidRule } from '../condition-tree.tsx';
import { useVersionSettled } from '../version-queries.ts';
import { CasesPanel } from './cases-panel.tsx';
import { JsonView } from './json-view.tsx';
import { SlotField, useWords } from './piece-fields.tsx';
import { anchorOf, type Building, BuildingProvider, type RuleDraft, useRuleDraft } from './rule-draft.ts';
import { SamplePanel } from './sample-panel.tsx';
import './builder.css';

/** What is being drafted: a rule that did not exist, a version of one, or a draft of one's own. */
export type Drafted =
  | { readonly of: 'new' }
  | { readonly of: 'version'; readonly code: string; readonly version: number }
  | { readonly of: 'draft'; readonly id: string; readonly version: number };

const NO_WORDS: Json = { zh: '', en: '' };
const BEGINNING: readonly (readonly [Path, Json])[] = [
  [['code'], 'L00'],
  [['name'], NO_WORDS],
  [['hypothesis'], NO_WORDS],
  [['subject'], [{ kind: 'UNIT', field: 'unitCode' }]],
  [['levels'], [{ colour: 'BLUE' }]],
  [['finds'], [chosen('find', 'row')]],
  [['finds', 0, 'name'], 'find1'],
  [['finds', 0, 'because'], [NO_WORDS]],
];
/** A rule with nothing in it: one find, one colour, the unit as its subject. */
export const BLANK_RULE: Json = BEGINNING.reduce<Json>(
  (rule, [path, value]) => withValueAt(rule, path, value) ?? rule,
  chosen('rule', 'rule'),
);

const SECTIONS = {
  about: ['name', 'kind', 'subject', 'hypothesis', 'legalBasis', 'falsePositives'],
  finds: ['finds'],
  exceptions: ['exceptions'],
  parameters: ['parameters', 'lists'],
  levels: ['levels'],
} as const;
const VIEWS = ['pieces', 'tree', 'json'] as const;

type Props = { drafted: Drafted; begun: RuleDraft; title: string };

/** Writes a rule out of pieces; the same draft as a tree and as JSON, tried on the records and on its cases as it is written. */
export const RuleBuilder = ({ drafted, begun, title }: Props) => {
  const { t } = useText();
  const name =
    drafted.of === 'new' ? 'new' : `${drafted.of === 'draft' ? drafted.id : drafted.code}.${String(drafted.version)}`;
  const { draft, isKept, change, forget } = useRuleDraft(name, begun);
  const [view, setView] = useState<(typeof VIEWS)[number]>('pieces');
  const { definition, cases, reason } = draft;
  // Typing goes before checking.
  const settled = useDeferredValue(definition);
  const faults = useMemo(() => faultsOf(settled), [settled]);
  const rule = ruleWithout(faults, settled);
  const building = useMemo((): Building => {
    const byPlace = Map.groupBy(faults, ({ path }) => anchorOf(path));
    return {
      put: (path, next) => change({ definition: withValueAt(definition, path, next) ?? null }),
      faultsAt: (path: Path) => (byPlace.get(anchorOf(path)) ?? []).map(({ fault }) => fault),
      kindFixed: drafted.of !== 'new',
    };
  }, [faults, definition, change, drafted.of]);
  const take = (taken: RuleCase): void => change({ cases: [...cases, taken] });
  return (
    <BuildingProvider value={building}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{title}</h1>
        <span className="end row wrap">
          <Incomplete faults={faults} onGo={() => setView('pieces')} />
          <Segmented
            label={t('builder:view.label')}
            value={view}
            options={VIEWS.map((value) => ({ value, label: t(`builder:view.${value}`) }))}
            onChange={setView}
          />
        </span>
      </div>
      {isKept && (
        <p className="row caption">
          {t('builder:kept')}
          <Button size="small" type="link" onClick={forget}>
            {t('builder:kept.drop')}
          </Button>
        </p>
      )}
      <div className="builder-page">
        <div className="builder-main">
          {view === 'pieces' && <Pieces definition={definition} />}
          {view === 'tree' && <Tree definition={settled} />}
          {view === 'json' && (
            <JsonView definition={definition} faults={faults} onChange={(next) => change({ definition: next })} />
          )}
          <CasesPanel rule={rule} cases={cases} onChange={(next) => change({ cases: next })} />
        </div>
        <div className="builder-side">
          <SamplePanel rule={rule} onTake={take} />
          <Save
            drafted={drafted}
            rule={rule}
            cases={cases}
            reason={reason}
            onReason={(next) => change({ reason: next })}
            onSaved={forget}
          />
        </div>
      </div>
    </BuildingProvider>
  );
};

const Incomplete = ({ faults, onGo }: { faults: ReturnType<typeof faultsOf>; onGo: () => void }) => {
  const { t } = useText();
  const [first] = faults;
  if (first === undefined) return <span className="muted">✓ {t('builder:faults.none')}</span>;
  const go = (): void => {
    onGo();
    setTimeout(() => {
      const places = first.path.map((_, nth) => anchorOf(first.path.slice(0, first.path.length - nth)));
      const found = places.map((id) => document.getElementById(id)).find((element) => element !== null);
      found?.scrollIntoView({ block: 'center' });
      found?.querySelector<HTMLElement>('select, input, textarea, button')?.focus();
    });
  };
  return (
    <span className="row" role="status">
      <span className="piece-fault">{t('builder:faults.some', { number: faults.length })}</span>
      <Button size="small" onClick={go}>
        {t('builder:faults.go')}
      </Button>
    </span>
  );
};

const Pieces = ({ definition }: { definition: Json }) => {
  const { t } = useText();
  const words = useWords();
  const place = placeOf(definition);
  const slots = Object.values(SHAPES.rule).flatMap(({ pattern }) => slotsOf(pattern));
  return Object.entries(SECTIONS).map(([section, names]) => (
    <Panel key={section} title={t(`builder:section.${section as keyof typeof SECTIONS}`)}>
      <div className="piece-lines">
        {slots
          .filter(({ path }) => (names as readonly (string | number | undefined)[]).includes(path[0]))
          .map(({ path, slot }) => (
            <div key={String(path[0])} className={names.length === 1 ? '' : 'piece-line'}>
              {names.length > 1 && <span className="piece-label">{words(slot.label)}</span>}
              <div className="piece-value">
                <SlotField
                  slot={slot}
                  value={valueAt(definition, path)}
                  path={path}
                  place={place}
                  piece={definition}
                  label={words(slot.label)}
                />
              </div>
            </div>
          ))}
      </div>
    </Panel>
  ));
};

const Tree = ({ definition }: { definition: Json }) => {
  const { t } = useText();
  const said = useSaidRule();
  const whole = shaped(withoutGaps({ slot: 'rule' }, definition));
  return (
    <Panel title={t('rules:tree.title')}>
      <Branches said={said(whole)} depth={0} />
    </Panel>
  );
};

type SaveProps = {
  drafted: Drafted;
  rule: Rule | null;
  cases: readonly RuleCase[];
  reason: string;
  onReason: (reason: string) => void;
  onSaved: () => void;
};

const Save = ({ drafted, rule, cases, reason, onReason, onSaved }: SaveProps) => {
  const { t } = useText();
  const navigate = useNavigate();
  const settled = useVersionSettled();
  const keyOf = useIdempotencyKey();
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isReady =
    rule !== null && reason.trim() !== '' && cases.every((one) => one.name.trim() !== '' && strangeIn(one) === null);
  const save = async (): Promise<void> => {
    if (rule === null || sending) return;
    setSending(true);
    setError(null);
    const wording = { definition: rule, cases: [...cases] };
    try {
      const saved = await sent(drafted, wording, reason.trim(), keyOf([drafted, wording, reason]));
      onSaved();
      settled(saved);
      await navigate(`/rules/versions/${saved.id}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  return (
    <Panel title={t('builder:section.save')}>
      <div className="stack">
        <label className="stack">
          <span>{t('builder:save.reason')}</span>
          <textarea
            className="piece-input"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => onReason(target.value)}
          />
          <span className="caption">{t('builder:save.reasonHelp')}</span>
        </label>
        {error !== null && <RefusalNotice error={error} />}
        <Button type="primary" disabled={!isReady || sending} onClick={() => void save()}>
          {sending ? t('dialog.sending') : t('builder:save.draft')}
        </Button>
        {!isReady && <p className="caption">{t('builder:save.blocked')}</p>}
      </div>
    </Panel>
  );
};

const sent = (
  drafted: Drafted,
  wording: { definition: Rule; cases: RuleCase[] },
  reason: string,
  idempotencyKey: string,
) => {
  switch (drafted.of) {
    case 'new':
      return call(draftRule, { body: { wording, reason }, idempotencyKey });
    case 'version': {
      const { code, version } = drafted;
      return call(draftRuleVersion, { params: { code }, body: { version, wording, reason }, idempotencyKey });
    }
    case 'draft': {
      const { id, version } = drafted;
      return call(reviseRuleVersion, { params: { id }, body: { version, wording, reason }, idempotencyKey });
    }
  }
};
