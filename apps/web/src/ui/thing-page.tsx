import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';
import { LevelBadge } from './badges.tsx';
import type { Level } from './badges.tsx';
import { useKeys } from './keys.tsx';
import { Panel } from './panel.tsx';
import { LifeLine } from './timeline.tsx';
import type { LifeStage } from './timeline.tsx';

export type StepButton = {
  readonly step: string;
  readonly label: string;
  readonly primary?: boolean;
  readonly danger?: boolean;
  /** One key, shown in the button. */
  readonly shortcut?: string;
  /** Closed, with the reason; the button stays, so that people see what is still to come. */
  readonly why?: string | null;
  readonly run: () => void;
};

/** So many buttons beside the primary; the rest go under ···. */
const BESIDE_PRIMARY = 3;

/** What can be done now, as the server lists it: the primary first, then the others, the rest under ···. */
export const StepButtons = ({ steps }: { steps: readonly StepButton[] }) => {
  const { t } = useText();
  useKeys(
    steps.flatMap(({ shortcut, label, why, run }) =>
      shortcut === undefined || (why ?? null) !== null ? [] : [{ key: shortcut.toLowerCase(), label, run }],
    ),
  );
  const ordered = [...steps].sort((one, other) => Number(other.primary === true) - Number(one.primary === true));
  const limit = BESIDE_PRIMARY + 1;
  const shown = ordered.slice(0, ordered.length > limit ? limit : ordered.length);
  const rest = ordered.slice(shown.length);
  if (steps.length === 0) return null;
  return (
    <div className="step-buttons" role="group" aria-label={t('thing.steps')}>
      {shown.map(({ step, label, primary, danger, shortcut, why, run }) => (
        <Button
          key={step}
          type={primary === true ? 'primary' : 'default'}
          danger={danger === true}
          disabled={(why ?? null) !== null}
          title={why === null || why === undefined ? undefined : t('thing.closed', { why })}
          onClick={run}
        >
          {label}
          {shortcut !== undefined && <kbd>{shortcut.toUpperCase()}</kbd>}
        </Button>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: rest.map(({ step, label, danger, why, run }) => ({
              key: step,
              label: (why ?? null) === null ? label : `${label}（${why}）`,
              danger: danger === true,
              disabled: (why ?? null) !== null,
              onClick: run,
            })),
          }}
        >
          <Button aria-label={t('thing.more')}>···</Button>
        </Dropdown>
      )}
    </div>
  );
};

type ThingPageProps = {
  /** Where it belongs and its file number: `预警 / 一事一档 YJ-2026-0041`. */
  crumb: ReactNode;
  /** A number or a name. */
  title: string;
  subtitle?: ReactNode;
  level?: Level | null;
  state?: ReactNode;
  steps?: readonly StepButton[];
  life?: { readonly stages: readonly LifeStage[]; readonly current: string };
  /** `LedgerLine`: the deadline that presses now. */
  ledger?: ReactNode;
  /** Facts, evidence, answers. */
  children: ReactNode;
  /** Beside the facts: a paper. */
  aside?: ReactNode;
  timeline: ReactNode;
  /** Above the history: what is known in a few words. */
  facts?: ReactNode;
};

/** The page of one thing: title line, life, deadline sentence; facts left, history right; the open steps top right. */
export const ThingPage = (props: ThingPageProps) => {
  const { crumb, title, subtitle, level, state, steps, life, ledger, children, aside, timeline, facts } = props;
  const { t } = useText();
  return (
    <>
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className="thing-head">
        <div className="crumb">{crumb}</div>
        <div className="thing-title">
          {level !== undefined && level !== null && <LevelBadge level={level} />}
          <h1>{title}</h1>
          {subtitle !== undefined && <span className="muted">{subtitle}</span>}
          {state}
          {steps !== undefined && <StepButtons steps={steps} />}
        </div>
      </div>
      {(life !== undefined || ledger !== undefined) && (
        <div className="life-box">
          {life !== undefined && <LifeLine label={t('thing.life')} stages={life.stages} current={life.current} />}
          {ledger}
        </div>
      )}
      <div className={aside === undefined ? 'thing-body' : 'thing-body with-aside'}>
        <div className="stack">{children}</div>
        {aside !== undefined && <aside>{aside}</aside>}
        <div className="stack">
          {facts}
          <Panel title={t('thing.history')}>{timeline}</Panel>
        </div>
      </div>
    </>
  );
};
