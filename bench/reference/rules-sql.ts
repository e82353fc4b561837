/*
 * The peer of `rules.sql`: what someone who knows SQL and these tables writes for each rule by hand, its thresholds in the text, one
 * statement a rule. Each answers one row a finding (`subject`, `first`, `last`, `records` in order, `amount`) and one a reason that something could
 * not be judged (`reason`, `things`).
 */
const FIND = 'null::text as reason, 1 as things';
const REASON = `null::text as subject, null::date as first, null::date as last, null::uuid[] as records, null::bigint as amount, reason, count(*)::int as things`;
/** Reversals and what they take back are no spending. */
const STANDS = `e.county = 1 and e.superseded_at is null and e.reversal_of is null and not exists (
  select from expense n where n.county = 1 and n.superseded_at is null and n.feed_id = e.feed_id and n.reversal_of = e.external_id)`;
const NO_YUAN = `case when e.currency is null then 'missing:currency' when e.currency <> 'CNY' then 'currency' when e.amount_minor is null then 'missing:amountMinor' end`;

/** One claim over 50,000 yuan that is no approved project or equipment. */
const R09 = `
  with looked as materialized (
    select e.*, ${NO_YUAN} as lacks from expense e
    where ${STANDS} and not (e.approval_ref is not null and e.kind in ('PROJECT', 'EQUIPMENT'))
      and (e.currency is distinct from 'CNY' or e.amount_minor is null or e.amount_minor > 5000000))
  select coalesce(claimant_code, unit_code) as subject, occurred_on as first, occurred_on as last, array[record_id] as records, amount_minor as amount, ${FIND}
  from looked where lacks is null
  union all select ${REASON} from (select lacks as reason from looked where lacks is not null) l group by reason`;

/** Claims of a unit to a payee for one kind, each within 50,000 yuan, within seven days together over it. */
const R10 = `
  with pieces as materialized (
    select e.record_id, e.external_id, e.unit_code, e.kind, coalesce(e.payee_code, e.payee) as payee, e.occurred_on, e.amount_minor, ${NO_YUAN} as lacks
    from expense e
    where ${STANDS} and e.kind <> 'RENT' and e.approval_ref is null and e.unit_code is not null and coalesce(e.payee_code, e.payee) is not null
      and (e.currency is distinct from 'CNY' or e.amount_minor is null or e.amount_minor between 1 and 5000000)),
  may as (select unit_code, payee, kind from pieces where lacks is null group by 1, 2, 3 having sum(amount_minor) > 5000000),
  summed as (
    select p.*, row_number() over in_order as nth,
      sum(amount_minor) over (partition by p.unit_code, p.payee, p.kind order by p.occurred_on range between '7 days' preceding and current row) as within,
      min(p.occurred_on) over (partition by p.unit_code, p.payee, p.kind order by p.occurred_on range between '7 days' preceding and current row) as since
    from pieces p join may using (unit_code, payee, kind) where lacks is null
    window in_order as (partition by p.unit_code, p.payee, p.kind order by p.occurred_on, p.external_id collate "C")),
  reaching as (
    select *, min(since) filter (where within > 5000000) over (partition by unit_code, payee, kind order by nth desc) as reaches from summed),
  chained as (
    select *, count(*) filter (where begins) over (partition by unit_code, payee, kind order by nth) as matter from (
      select *, occurred_on = reaches and lag(reaches) over (partition by unit_code, payee, kind order by nth) is distinct from reaches as begins
      from reaching where reaches <= occurred_on) r)
  select min(payee) as subject, min(occurred_on) as first, max(occurred_on) as last,
    array_agg(record_id order by occurred_on, external_id collate "C") as records, sum(amount_minor)::bigint as amount, ${FIND}
  from chained group by unit_code, payee, kind, matter
  union all select ${REASON} from (select lacks as reason from pieces where lacks is not null) l group by reason`;

const sameInvoice = (key: string, rows: string, more: string): string => `
  (with claims as materialized (select e.* from expense e where ${STANDS} and ${rows}),
   twice as (
     select ${key} as invoice from claims group by 1
     having count(*) >= 2 and not (count(approval_ref) = count(*) and count(distinct approval_ref) = 1) ${more})
   select min(t.invoice::text) as subject, min(occurred_on) as first, max(occurred_on) as last,
     array_agg(record_id order by occurred_on, external_id collate "C") as records,
     case when bool_and(currency = 'CNY' and amount_minor is not null) then sum(amount_minor) end::bigint as amount, ${FIND}
   from twice t join claims c on c.${key} = t.invoice group by t.invoice)`;
/** One invoice number on two claims; one photo under numbers that differ. */
const R11 = `
  ${sameInvoice('invoice_no', 'e.invoice_no is not null', '')}
  union all
  ${sameInvoice('invoice_hash', 'e.invoice_hash is not null', 'and (count(distinct invoice_no) <> 1 or count(*) > count(invoice_no))')}
  union all select ${REASON} from (
    select 'missing:invoiceNo' as reason from expense e where ${STANDS} and e.invoice_no is null and e.invoice_hash is null) l group by reason`;

/** A reception on a day off that names no duty; here nobody keeps a register of duties. */
const R12 = `
  select coalesce(e.claimant_code, e.unit_code) as subject, e.occurred_on as first, e.occurred_on as last, array[e.record_id] as records,
    e.amount_minor as amount, ${FIND}
  from expense e join calendar_day d on d.county = 1 and d.day = e.occurred_on
  where ${STANDS} and e.kind = 'RECEPTION' and e.duty_ref is null and not d.is_workday`;

const words = (list: readonly string[]): string =>
  list.map((word) => `position('${word}' in e.goods) > 0`).join(' or ');
const GIFTS = words(['礼品', '礼盒', '礼券', '礼包', '茶叶', '白酒', '香烟', '保健品']);
const CARDS = words(['购物卡', '提货券', '提货卡', '电子卡', '充值卡', '储值卡', '代金券', '电子券', '加油卡充值']);
/** Gifts and cards from a platform, cards without recipients. */
const R41 = `
  with looked as materialized (
    select e.*, ((e.channel = 'E_COMMERCE' and ((${GIFTS}) or (${CARDS}))) or ((${CARDS}) and e.recipients is null)) as gift
    from expense e
    where ${STANDS}
      and not coalesce(e.kind = 'WELFARE' and e.recipients is not null and e.currency = 'CNY' and e.amount_minor <= e.recipients * 200000, false)
      and not coalesce(e.approval_ref is not null and (position('奖品' in e.goods) > 0 or position('奖励' in e.goods) > 0), false)
      and (e.goods is null or ((${GIFTS}) or (${CARDS}))))
  select coalesce(claimant_code, unit_code) as subject, occurred_on as first, occurred_on as last, array[record_id] as records, amount_minor as amount, ${FIND}
  from looked where gift
  union all select ${REASON} from (select 'missing:goods' as reason from looked where gift is null) l group by reason`;

export const BY_HAND: Readonly<Record<string, string>> = { R09, R10, R11, R12, R41 };
