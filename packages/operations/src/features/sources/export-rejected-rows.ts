import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Fault } from '@qingfeng/domain/features/sources/reject.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { csv } from '../../shared/workbook.ts';
import type { RejectedForRepair } from './read.ts';
import { batchOf, rejectedForRepair } from './read.ts';
import { mappingOfBatch } from './read-mappings.ts';
import { columnHeading } from './template.ts';
import { isRule, REASON_WORDS, RULE_WORDS } from './words.ts';

/**
 * The rejected rows as they came, with two columns more that say where each stood and what is wrong. Corrected, the file is
 * uploaded as it is: those two columns mean nothing to the importer. Lines whose cells could not be read are not in it.
 */
export const exportRejectedRows = async (database: Database, by: By, batchId: string, reason: string) => {
  const batch = await batchOf(database, by.viewer, batchId);
  const mapping = await mappingOfBatch(database, batchId);
  const fields = FIELDS[batch.kind];
  const labelOf = (name: string | null): string => fields.find((field) => field.name === name)?.label ?? name ?? '';
  // What was meant to be a secret was kept nowhere: whoever repairs the row has to know that it is not empty by a fault of theirs.
  const blank = fields.flatMap(({ secret, name, label }) => {
    const heading = columnHeading(mapping, name, label);
    return secret === null || heading === null ? [] : [`${heading}不留存，请补填`];
  });
  const told = ({ field, heading, reason: why, rule }: Fault): string =>
    `${heading ?? labelOf(field)}${REASON_WORDS[why]}${rule === null || !isRule(rule) ? '' : `（${RULE_WORDS[rule]}）`}`;
  // Under the headings that the mapping reads; a column that brings two fields stands there once.
  const byHeading = new Map<string, string>();
  for (const { name, label } of fields) {
    const heading = columnHeading(mapping, name, label);
    if (heading !== null && !byHeading.has(heading)) byHeading.set(heading, name);
  }
  const columns: readonly Column<RejectedForRepair>[] = [
    ...[...byHeading].map(([header, name]) => ({
      header,
      value: ({ cells }: RejectedForRepair) => cells?.[name] ?? null,
    })),
    { header: '原文件行号', value: ({ line }) => line },
    {
      header: '退回原因',
      value: ({ faults }) => [...faults.map(told), ...blank].join('；'),
    },
  ];
  await takeOut(database, by, 'rejected-rows', reason, { feedId: batch.feedId }, [
    {
      thingKind: 'batch',
      thingId: batchId,
      type: 'batch.rejected-exported',
      version: null,
      body: { feedId: batch.feedId },
    },
  ]);
  const rows = async function* (): AsyncGenerator<RejectedForRepair> {
    for await (const row of rejectedForRepair(database, batchId)) if (row.cells !== null) yield row;
  };
  return {
    name: `${batch.feedCode} 退回行 ${by.today}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    body: csv(columns, rows()),
  };
};
