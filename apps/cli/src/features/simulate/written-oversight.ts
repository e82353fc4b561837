/**
 * More conditions of DOMAIN §8.3, read off the page as in `written-registers.ts`: contracts and projects, pay, decisions, posts, what must be
 * published, satisfaction, reports and the limits of warnings. Plain, slow and without anything of the rule pack or of what plants the matters.
 */
import { type Calendar, isWorkday } from '@qingfeng/domain/features/calendar/calendar.ts';
import { addDays, type LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { RecordOf, RuleCode } from './records.ts';
import type { Rows } from './sheet.ts';
import type { Hit } from './written-conditions.ts';

type Numbered = { readonly externalId: string };
const hit = (rule: RuleCode, subject: string | null | undefined, rows: readonly Numbered[]): Hit => ({
  rule,
  subject: subject ?? '',
  records: rows.map(({ externalId }) => externalId).sort(),
});
const each = <R extends Numbered>(
  rule: RuleCode,
  rows: readonly R[] | undefined,
  subject: (row: R) => string | null | undefined,
  condition: (row: R) => boolean,
): Hit[] => (rows ?? []).filter(condition).map((row) => hit(rule, subject(row), [row]));
const byKey = <R>(rows: readonly R[] | undefined, key: (row: R) => string): R[][] => [
  ...Map.groupBy(rows ?? [], key).values(),
];
const dayNo = (day: string): number => Date.parse(day) / 86_400_000;
const monthNo = (day: string): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
const unitOf = ({ unitCode }: { readonly unitCode: string | null }) => unitCode;

/** Changes of more than a tenth (R25), estimates passed by more than a twentieth (R42), two hands of a tender in one person (R43). */
const contractHits = (rows: Rows): Hit[] => [
  ...each(
    'R25',
    rows.contract,
    ({ contractorCode }) => contractorCode,
    ({ changedMinor, amountMinor, changeReason, changeApprovalRef }) =>
      (changedMinor ?? 0) > 0.1 * (amountMinor ?? 0) &&
      !(changeApprovalRef != null && (changeReason === 'POLICY' || changeReason === 'GEOLOGY')),
  ),
  ...each(
    'R42',
    rows.project,
    ({ externalId }) => externalId,
    ({ committedMinor, settledMinor, estimateMinor, changeApprovalRef }) =>
      changeApprovalRef == null &&
      Math.max(committedMinor ?? 0, settledMinor ?? 0) > 1.05 * (estimateMinor ?? Number.POSITIVE_INFINITY),
  ),
  ...byKey(
    rows.procurement_role?.filter(({ approvalRef }) => approvalRef == null),
    ({ tenderRef, personCode, personHash }) => `${tenderRef ?? ''}|${personCode ?? personHash ?? ''}`,
  )
    .filter((own) => new Set(own.map(({ role }) => role)).size >= 2)
    .map((own) => hit('R43', own[0]?.personCode ?? own[0]?.personHash, own)),
];

/** R30: paid though dead, gone, insured elsewhere in two months, or not in the book for 30 days on end. */
const payHits = (rows: Rows): Hit[] => {
  const about = <R extends { readonly personHash?: string | null }>(all: readonly R[] | undefined) => {
    const index = Map.groupBy(all ?? [], ({ personHash }) => personHash ?? '');
    return (who: string): readonly R[] => index.get(who) ?? [];
  };
  const [deaths, states, insured, signed] = [
    about(rows.death),
    about(rows.person_status),
    about(rows.social_insurance),
    about(rows.attendance),
  ];
  const books = new Set((rows.attendance ?? []).map(({ unitCode }) => unitCode));
  const staff = (rows.payroll ?? []).filter(({ staffKind }) => staffKind !== 'RETIRED');
  return byKey(staff, ({ personHash }) => personHash ?? '').flatMap((paid) => {
    const who = paid[0]?.personHash ?? '';
    const month = ({ periodOn }: RecordOf<'payroll'>) => monthNo(periodOn ?? '');
    const late = (day: string, of: RecordOf<'payroll'>) => month(of) > monthNo(day) + 1;
    const excused = states(who).some(({ status }) => status === 'SECONDED' || status === 'LEAVE');
    const away = (of: RecordOf<'payroll'>): boolean => {
      if (excused || !books.has(of.unitCode)) return false;
      const days = signed(who)
        .map(({ occurredOn }) => occurredOn)
        .sort();
      return days.some((back, nth) => {
        const left = days[nth - 1];
        if (left === undefined || dayNo(back) - dayNo(left) - 1 < 30) return false;
        return month(of) === monthNo(back) || (monthNo(left) < month(of) && month(of) < monthNo(back));
      });
    };
    const elsewhere = (of: RecordOf<'payroll'>) =>
      !excused && insured(who).some(({ periodOn }) => monthNo(periodOn ?? '') === month(of));
    const gone = (of: RecordOf<'payroll'>) =>
      deaths(who).some(({ occurredOn }) => late(occurredOn, of)) ||
      states(who).some(
        ({ status, occurredOn }) => ['RETIRED', 'CUSTODY', 'LEFT'].includes(status ?? '') && late(occurredOn, of),
      );
    const two = new Set(paid.filter(elsewhere).map(month)).size >= 2;
    const wrong = paid.filter((of) => gone(of) || (two && elsewhere(of)) || away(of));
    return wrong.length === 0 ? [] : [hit('R30', paid[0]?.personCode ?? who, wrong)];
  });
};

/** R31: an item of a unit that is in no approved list, or more of it a month than its standard. */
const allowanceHits = (rows: Rows): Hit[] => {
  const most = new Map(
    (rows.allowance_standard ?? []).map(({ item, monthlyMostMinor }) => [item, monthlyMostMinor ?? null]),
  );
  const open = (rows.payroll ?? []).filter(({ approvalRef, backPay }) => approvalRef == null && backPay !== 'YES');
  const monthOf = ({ personHash, item, periodOn }: RecordOf<'payroll'>) =>
    `${personHash ?? ''}|${item ?? ''}|${monthNo(periodOn ?? '')}`;
  const together = Map.groupBy(open, monthOf);
  const over = open.filter((row) => {
    const allowed = most.get(row.item);
    if (allowed === undefined) return true;
    const paid = (together.get(monthOf(row)) ?? []).reduce((all, { amountMinor }) => all + (amountMinor ?? 0), 0);
    return allowed !== null && paid > allowed;
  });
  return byKey(over, ({ unitCode, item }) => `${unitCode ?? ''}|${item ?? ''}`).map((own) =>
    hit('R31', own[0]?.unitCode, own),
  );
};

const YUAN_LISTED: Readonly<Record<string, number>> = {
  ORGAN: 200_000,
  TOWN: 100_000,
  VILLAGE: 20_000,
  INSTITUTION: 100_000,
  COMPANY: 500_000,
};

/** What units owe the public and their own rules (R34, R36, R38, R45, income of R44), and who holds which post for how long (R35). */
const officeHits = (rows: Rows, end: string): Hit[] => {
  const kin = new Set((rows.kin ?? []).map(({ personHash, kinHash }) => `${personHash ?? ''}|${kinHash ?? ''}`));
  const akin = (a: string, b: string) => kin.has(`${a}|${b}`) || kin.has(`${b}|${a}`);
  return [
    ...each('R34', rows.major_decision, unitOf, (row) => {
      const listed =
        row.kind === 'DECISION' ||
        row.kind === 'PERSONNEL' ||
        (row.amountMinor ?? 0) >= 100 * (YUAN_LISTED[row.unitType ?? ''] ?? Number.POSITIVE_INFINITY);
      const whole = row.agendaRef != null && row.minutesRef != null && row.attendanceRef != null;
      return listed && !whole && !(row.urgent === 'YES' && row.reportedOn != null);
    }),
    ...each(
      'R35',
      rows.tenure,
      ({ personCode }) => personCode,
      ({ occurredOn, untilOn, sensitive, exceptionRef, successionUnderWay, personHash, superiorHash }) =>
        exceptionRef == null &&
        successionUnderWay !== 'YES' &&
        ((sensitive === 'YES' && dayNo(untilOn ?? end) - dayNo(occurredOn) > 5 * 365.25) ||
          (personHash != null && superiorHash != null && akin(personHash, superiorHash))),
    ),
    ...each(
      'R36',
      rows.disclosure,
      unitOf,
      ({ occurredOn, publishedOn, exempt }) => publishedOn == null && exempt == null && occurredOn < end,
    ),
    ...each('R38', rows.appraisal, unitOf, (row) => {
      const before = (rows.appraisal ?? [])
        .filter(({ unitCode, occurredOn }) => unitCode === row.unitCode && occurredOn < row.occurredOn)
        .filter(({ occurredOn }) => dayNo(row.occurredOn) - dayNo(occurredOn) <= 400);
      const best = Math.max(...before.map(({ score }) => score ?? 0));
      return (row.votes ?? 0) >= 30 && ((row.score ?? 100) < 60 || best - (row.score ?? 100) > 15);
    }),
    ...each('R45', rows.finding, unitOf, (row) =>
      (rows.finding ?? []).some(
        ({ unitCode, problemType, closedOn }) =>
          unitCode === row.unitCode &&
          problemType === row.problemType &&
          closedOn != null &&
          closedOn < row.occurredOn &&
          dayNo(row.occurredOn) - dayNo(closedOn) <= 730,
      ),
    ),
    ...each(
      'R441',
      rows.income,
      unitOf,
      ({ occurredOn, enteredOn }) => dayNo(enteredOn ?? end) - dayNo(occurredOn) > 30,
    ),
  ];
};

/** R37: reports as they come, each source heard once, each fact counted once, until three stand within 90 days. */
const reportHits = (rows: Rows): Hit[] =>
  byKey(rows.reported_matter, ({ personCode, unitCode }) => personCode ?? unitCode ?? '').flatMap((all) => {
    const counted: RecordOf<'reported_matter'>[] = [];
    const heard: RecordOf<'reported_matter'>[] = [];
    for (const one of all.toSorted((a, b) => (a.occurredOn + a.externalId < b.occurredOn + b.externalId ? -1 : 1))) {
      const near = (other: RecordOf<'reported_matter'>) => dayNo(one.occurredOn) - dayNo(other.occurredOn) <= 90;
      const open = one.standing === 'VERIFIED' || (one.standing === 'OPEN' && one.sourceKey != null);
      if (!open) continue;
      const again = one.sourceKey != null && heard.some((other) => near(other) && other.sourceKey === one.sourceKey);
      const known = heard.some((other) => near(other) && other.factKey === one.factKey);
      heard.push(one);
      if (!again && !known) counted.push(one);
    }
    const gathered = counted.filter((_, nth) => {
      const window = [nth - 2, nth - 1, nth].map((first) => [counted[first], counted[first + 2]] as const);
      return window.some(([a, b]) => a && b && dayNo(b.occurredOn) - dayNo(a.occurredOn) <= 90);
    });
    return gathered.length === 0 ? [] : [hit('R37', all[0]?.personCode ?? all[0]?.unitCode, gathered)];
  });

/** R39: a limit that has passed by a working day, of a warning that was served, and nothing stands in its way. */
const limitHits = (rows: Rows, calendar: Calendar, end: LocalDate): Hit[] =>
  each(
    'R39',
    rows.warning_limit,
    ({ personCode, unitCode }) => personCode ?? unitCode,
    ({ occurredOn, state, servedOn, extensionAskedOn, proposedOn }) => {
      if (state !== 'RUNNING' || servedOn == null || extensionAskedOn != null || proposedOn != null) return false;
      for (let day = addDays(occurredOn as LocalDate, 1); day <= end; day = addDays(day, 1))
        if (isWorkday(calendar, day)) return true;
      return false;
    },
  );

/** R40: five recipients or more of several households who share an address, or a phone that no cadre of their village declared. */
const contactHits = (rows: Rows): Hit[] => {
  const declared = new Set(
    (rows.cadre_contact ?? []).map(({ phoneHash, village }) => `${phoneHash ?? ''}|${village ?? ''}`),
  );
  const outside = (rows.subsidy ?? []).filter(({ institutionRef }) => institutionRef == null);
  const phones = outside.filter(
    ({ phoneHash, village }) => phoneHash != null && !declared.has(`${phoneHash}|${village ?? ''}`),
  );
  const addresses = outside.filter(({ addressHash }) => addressHash != null);
  const many = (own: readonly RecordOf<'subsidy'>[]) =>
    new Set(own.map(({ recipientHash }) => recipientHash)).size >= 5 &&
    new Set(own.map(({ householdRef, recipientHash }) => householdRef ?? recipientHash)).size >= 2;
  return [
    ...byKey(phones, ({ phoneHash }) => phoneHash ?? '')
      .filter(many)
      .map((own) => hit('R40', own[0]?.phoneHash, own)),
    ...byKey(addresses, ({ addressHash }) => addressHash ?? '')
      .filter(many)
      .map((own) => hit('R40', own[0]?.addressHash, own)),
  ];
};

export const OVERSIGHT_RULES: readonly RuleCode[] = [
  ...(['R25', 'R30', 'R31', 'R34', 'R35', 'R36', 'R37', 'R38', 'R39'] as const),
  ...(['R40', 'R42', 'R43', 'R441', 'R45'] as const),
];

export const oversightHits = (rows: Rows, calendar: Calendar, end: LocalDate): Hit[] => [
  ...contractHits(rows),
  ...payHits(rows),
  ...allowanceHits(rows),
  ...officeHits(rows, end),
  ...reportHits(rows),
  ...limitHits(rows, calendar, end),
  ...contactHits(rows),
];
