import type { Field, Kind } from '@qingfeng/domain/features/rules/columns.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';

type EvidenceColumn<K extends Kind> = {
  readonly key: Field<K>;
  readonly label: string;
  readonly numeric: boolean;
  /** Kept in fen, shown in yuan. */
  readonly money?: boolean;
};

/** What an officer wants to see of a record, in reading order; the day and the feed's own id stand before it. */
export const EVIDENCE_COLUMNS: { readonly [K in Kind]: readonly EvidenceColumn<K>[] } = {
  expense: [
    { key: 'claimant', label: '报销人', numeric: false },
    { key: 'kind', label: '类别', numeric: false },
    { key: 'amountMinor', label: '金额（元）', numeric: true, money: true },
    { key: 'invoiceNo', label: '发票号', numeric: false },
    { key: 'payee', label: '收款人', numeric: false },
    { key: 'approvalRef', label: '审批或集体决策', numeric: false },
    { key: 'reversalOf', label: '冲销', numeric: false },
  ],
  procurement: [
    { key: 'item', label: '采购内容', numeric: false },
    { key: 'method', label: '采购方式', numeric: false },
    { key: 'amountMinor', label: '金额（元）', numeric: true, money: true },
    { key: 'supplier', label: '供应商', numeric: false },
    { key: 'tenderRef', label: '招标编号', numeric: false },
    { key: 'tenderers', label: '投标人数', numeric: true },
    { key: 'exemptionRef', label: '例外批准', numeric: false },
    { key: 'frameworkRef', label: '框架协议', numeric: false },
  ],
  approval: [
    { key: 'stepNo', label: '步', numeric: true },
    { key: 'step', label: '环节', numeric: false },
    { key: 'actor', label: '经办人', numeric: false },
    { key: 'startedAt', label: '开始', numeric: false },
    { key: 'finishedAt', label: '办结', numeric: false },
    { key: 'promisedDays', label: '承诺（工作日）', numeric: true },
    { key: 'pausedDays', label: '停表（工作日）', numeric: true },
    { key: 'emergencyRef', label: '应急授权', numeric: false },
  ],
};

/** Fields that a rule reads anywhere in its finds: the cells that made it fire. */
export const fieldsReadBy = (rule: Rule): ReadonlySet<string> => {
  const fields = new Set<string>();
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, value] of Object.entries(part)) {
        if (
          ['field', 'yuan', 'dayOf', 'hourOf', 'by', 'missingSteps', 'order'].includes(key) &&
          typeof value === 'string'
        ) {
          fields.add(value);
        } else walk(value);
      }
    }
  };
  walk(rule.finds);
  return fields;
};
