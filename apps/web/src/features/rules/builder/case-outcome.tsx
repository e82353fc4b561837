import { type CaseResult, type RuleCase, strangeIn } from '@qingfeng/domain/features/rules/cases.ts';
import { useText } from '../../../text/use-text.ts';
import { useReason } from '../reason.ts';
import './builder.css';

/** Whether it comes out as expected, and if not, what comes out and why. */
export const CaseOutcome = ({ one, result, kind }: { one: RuleCase; result: CaseResult | null; kind: string }) => {
  const { t } = useText();
  const reasonOf = useReason();
  const strange = strangeIn(one);
  if (strange !== null)
    return (
      <span className="piece-fault">✕ {t('builder:cases.strange', { name: one.name, field: strange.field })}</span>
    );
  if (result === null) return <span className="muted">{t('builder:cases.waiting')}</span>;
  if (result.passes)
    return (
      <span className="muted">
        ✓ {t(`builder:cases.${one.expect}`)} · {t('builder:cases.passes')}
      </span>
    );
  const why = result.reasons.map((reason) => reasonOf(reason, kind)).join('、');
  return (
    <span className="piece-fault">
      ✕ {t(`builder:cases.${one.expect}`)} ·{' '}
      {t('builder:cases.fails', { got: t(`builder:cases.got.${result.got}`) + (why === '' ? '' : `（${why}）`) })}
    </span>
  );
};
