import type { Fault } from '@qingfeng/domain/features/rules/builder/check.ts';
import { useText } from '../../../text/use-text.ts';

/** What is wrong at a piece; that nothing was filled in yet is no reproach. */
export const FaultLine = ({ faults }: { faults: readonly Fault[] }) => {
  const { t } = useText();
  const wrong = [...new Set(faults.filter((fault) => fault !== 'empty'))];
  if (wrong.length > 0)
    return <span className="piece-fault">✕ {wrong.map((fault) => t(`builder:fault.${fault}`)).join('；')}</span>;
  return faults.length === 0 ? null : <span className="piece-gap">{t('builder:fault.empty')}</span>;
};
