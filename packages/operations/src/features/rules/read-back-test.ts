import type { BackTestResult, getBackTest } from '@qingfeng/contracts/features/rules/back-tests.ts';
import { backTestResult } from '@qingfeng/contracts/features/rules/back-tests.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { countableBy, seesMatters, visibleInformation, visibleMatter, visibleRule } from '../../shared/access.ts';
import { WORDING } from './back-test-store.ts';

type BackTest = ResponseOf<typeof getBackTest>;
type Result = NonNullable<BackTest['result']>;
type Row = Omit<BackTest, 'result' | 'mayCancel'> & { result: unknown };

/** A group of fewer hits than this names its unit to nobody but those whose matters they are. */
const SMALLEST_CELL = 5;

export const backTestOf = async (database: Database, viewer: Viewer, id: string): Promise<BackTest> => {
  const row = await database.readOne<Row>(sql`
    select b.id, b.rule_version_id as "versionId", b.from_on as "from", b.to_on as "to", b.state, b.percent,
      a.name as "requestedBy", b.requested_at as "requestedAt", b.finished_at as "finishedAt",
      extract(epoch from b.finished_at - b.started_at)::float8 as seconds, b.wording = ${WORDING} as current, b.result
    from back_test b join rule_version v on v.id = b.rule_version_id left join account a on a.id = b.requested_by
    where b.id = ${id}::uuid and ${visibleRule(viewer)}`);
  if (row === undefined) throw missing('back-test');
  const running = row.state === 'QUEUED' || row.state === 'RUNNING';
  return {
    ...row,
    mayCancel: running && hasRole(viewer, 'RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'),
    result: row.result === null ? null : await seenBy(database, viewer, backTestResult.parse(row.result)),
  };
};

/** Totals for every reader; units and matters only as far as they are this viewer's to see (ARCHITECTURE §5). */
const seenBy = async (database: Database, viewer: Viewer, result: BackTestResult): Promise<Result> => {
  const { units, examples, ...totals } = result;
  const [named, shown] = await Promise.all([unitsOf(database, viewer, units), examplesOf(database, viewer, examples)]);
  return { ...totals, units: named, examples: shown, hidden: examples.length - shown.length };
};

const unitsOf = async (
  database: Database,
  viewer: Viewer,
  units: BackTestResult['units'],
): Promise<Result['units']> => {
  const ids = units.flatMap(({ unitId }) => unitId ?? []);
  const rows = await database.read<{ id: string; name: string }>(sql`
    select u.id, u.short_name as name from unit u
    where u.id = any(${ids}::uuid[]) and ${countableBy(viewer, sql`u.id`)}
      and u.id <> all(${viewer.recusedUnitIds}::uuid[])`);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const least = seesMatters(viewer) ? 1 : SMALLEST_CELL;
  const told: Result['units'] = [];
  const rest = { unit: null, hits: 0, confirmed: 0, false: 0, missed: 0 };
  for (const { unitId, ...counts } of units) {
    const unit = unitId === null ? undefined : names.get(unitId);
    if (unit !== undefined && counts.hits + counts.missed >= least) told.push({ unit, ...counts });
    else {
      rest.hits += counts.hits;
      rest.confirmed += counts.confirmed;
      rest.false += counts.false;
      rest.missed += counts.missed;
    }
  }
  return rest.hits + rest.missed === 0 ? told : [...told, rest];
};

type Known = {
  id: string;
  label: string;
  colour: Result['examples'][number]['colour'];
  sentence: Result['examples'][number]['sentence'];
  from: LocalDate;
  to: LocalDate;
};

const examplesOf = async (
  database: Database,
  viewer: Viewer,
  examples: BackTestResult['examples'],
): Promise<Result['examples']> => {
  const ids = examples.flatMap(({ informationId }) => informationId ?? []);
  const rows = await database.read<Known>(sql`
    select i.id, i.subject_label as label, a.colour, a.explanation -> 'sentence' as sentence, a.window_from as "from", a.window_to as "to"
    from information i join alert a on a.county = 1 and a.id = i.alert_id
    where i.county = 1 and i.id = any(${ids}::uuid[]) and ${visibleInformation(viewer, sql`i`)}`);
  const known = new Map(rows.map((row) => [row.id, row]));
  return examples.flatMap(({ cell, informationId, hit }) => {
    if (hit !== null) {
      const { personId, unitId, ...told } = hit;
      return visibleMatter(viewer, { personId, unitId }) ? [{ cell, informationId, ...told }] : [];
    }
    const row = known.get(informationId ?? '');
    if (row === undefined) return [];
    const { label, colour, sentence, from, to } = row;
    return [{ cell, informationId, label, colour, sentence, from, to }];
  });
};
