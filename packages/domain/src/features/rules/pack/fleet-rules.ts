import type { Exception, Related, RowCondition, RowValue, RuleOn } from '../language.ts';
import { because, give, isOneOf, mine, none, of, setting, some, told, words } from './shorthand.ts';

const VEHICLE = [{ kind: 'VEHICLE', field: 'plate' }] as const;
const LITRES = { field: 'litresHundredths' } as const;
const CARS = words(
  '《党政机关公务用车管理办法》关于用车审批、一车一卡加油的规定',
  'Measures for official vehicles: approval of trips, one fuel card a vehicle',
);
const CANISTER: Exception<'use'> = {
  code: 'canister',
  words: words('机具用油', 'fuel for equipment'),
  when: isOneOf('use', 'EQUIPMENT'),
};
const fleetUse = (...use: readonly [string, ...string[]]): RowCondition<'plate'> =>
  some(of('fleet', { plate: 'plate' }, isOneOf('use', ...use)));
const MACHINE: Exception<'plate'> = {
  code: 'machine',
  words: words('工程机械', 'machinery'),
  when: fleetUse('MACHINE'),
};
const TELLING = {
  day: told({ field: 'occurredOn' } as const, 'DAY', '加油日期', 'day'),
  plate: told({ field: 'plate' } as const, 'TEXT', '车牌号', 'plate'),
  litres: told(LITRES, 'LITRES', '加油量', 'litres'),
  station: told({ field: 'station' } as const, 'TEXT', '加油站', 'station'),
} as const;

const ON_THE_WAY: Related = of(
  'vehicle_use',
  { plate: 'plate' },
  {
    between: [mine({ dayOf: 'filledAt' }), { dayOf: 'fromAt' }, { either: [{ dayOf: 'toAt' }, { dayOf: 'fromAt' }] }],
  },
);
/** R14 节假日公车加油: filled on a day off, on which no trip of the vehicle was approved. */
export const R14: RuleOn<'fuel'> = {
  code: 'R14',
  name: words('节假日公车加油', 'Official car filled on a day off'),
  kind: 'fuel',
  subject: VEHICLE,
  parameters: {},
  exceptions: [
    CANISTER,
    {
      code: 'on-duty',
      words: words('执勤、应急车辆和工程机械', 'vehicles on duty, for emergencies, machinery'),
      when: fleetUse('EMERGENCY', 'DUTY', 'MACHINE'),
    },
  ],
  finds: [
    {
      each: 'row',
      name: 'fill',
      where: { all: [{ not: { isWorkday: { dayOf: 'filledAt' } } }, none(ON_THE_WAY)] },
      values: TELLING,
      when: { all: [] },
      because: [
        words(
          '{day}为非工作日，{plate}在{station}加油{litres}，当日无经批准的用车',
          '{day} is a day off; {plate} took {litres} at {station} without an approved trip that day',
        ),
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('公车私用或用公务卡为私车加油', 'private use of the car, or of its card'),
  legalBasis: [CARS],
  falsePositives: [
    because('on-duty', '执勤车辆', 'vehicles on duty'),
    because('emergency', '抢险救灾', 'fire, flood'),
    because('before-holiday', '节前集中加油', 'the fleet is filled before a holiday'),
  ],
};

const TANK = give(of('fleet', { plate: 'plate' }), { max: { field: 'tankLitresHundredths' } });
/** R15 一次加油超油箱容量: more than the tank holds, and five in a hundred. */
export const R15: RuleOn<'fuel'> = {
  code: 'R15',
  name: words('一次加油超油箱容量', 'More fuel than the tank holds'),
  kind: 'fuel',
  subject: VEHICLE,
  parameters: { times: setting('RATIO', 1.05, [1, 2], '容量倍数', 'times the tank') },
  exceptions: [CANISTER, MACHINE],
  finds: [
    {
      each: 'row',
      name: 'fill',
      values: {
        ...TELLING,
        tank: told(TANK, 'LITRES', '油箱容量', 'tank'),
        share: told({ ratio: [LITRES, TANK] }, 'RATIO', '占油箱容量', 'of the tank'),
      },
      when: { compare: [{ value: 'share' }, '>', { parameter: 'times' }] },
      because: [
        words(
          '{day}{plate}一次加油{litres}，油箱容量{tank}，为容量的{share}',
          'on {day} {plate} took {litres} at once; its tank holds {tank}: {share} of it',
        ),
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('为他车加油或套取油料', 'another car was filled, or fuel drawn off'),
  legalBasis: [CARS],
  falsePositives: [
    because('tank-data', '油箱容量登记有误', 'the tank is recorded wrongly'),
    because('canister', '机具用油', 'canisters for equipment'),
  ],
};

const DAYS_BEFORE = { daysBetween: [{ field: 'occurredOn' }, mine({ field: 'occurredOn' })] } as const;
/** Kilometres, in hundredths, of the days up to a fill that its window may hold. */
const KILOMETRES = give(
  of('vehicle_use', { plate: 'plate' }, { between: [DAYS_BEFORE, { constant: 0 }, { parameter: 'days' }] }),
  { sum: { either: [{ field: 'kilometresHundredths' }, { constant: 0 }] } },
);
const NORM: RowValue<'plate'> = {
  either: [give(of('fleet', { plate: 'plate' }), { max: { field: 'normHundredths' } }), { parameter: 'norm' }],
};
/** Litres, in hundredths, that those kilometres may take at most. */
const ALLOWED: RowValue<'plate'> = {
  ratio: [{ times: [{ times: [KILOMETRES, NORM] }, { parameter: 'times' }] }, { constant: 10_000 }],
};
/** R16 加油与里程不符/一日多次: within seven days more fuel than twice what the way needs, or two fills on one day. */
export const R16: RuleOn<'fuel'> = {
  code: 'R16',
  name: words('加油与里程不符或一日多次', 'Fuel that the mileage does not explain'),
  kind: 'fuel',
  subject: VEHICLE,
  parameters: {
    days: setting('DAYS', 6, [1, 30], '首末次加油最多相隔', 'days from first to last fill'),
    times: setting('COUNT', 2, [1, 10], '定额倍数', 'times the norm'),
    norm: setting('LITRES', 1_200, [300, 5_000], '无定额时百公里油耗', 'litres a hundred kilometres where none is set'),
    fillsBar: setting('COUNT', 2, [2, 10], '一日次数', 'fills a day'),
    far: setting('COUNT', 30_000, [1, 1_000_000], '长途里程（百分之一公里）', 'long trip, hundredths of a kilometre'),
  },
  exceptions: [
    CANISTER,
    MACHINE,
    {
      code: 'long-trip',
      words: words('当日长途', 'a long trip that day'),
      when: {
        compare: [
          give(of('vehicle_use', { plate: 'plate', occurredOn: 'occurredOn' }), {
            sum: { either: [{ field: 'kilometresHundredths' }, { constant: 0 }] },
          }),
          '>=',
          { parameter: 'far' },
        ],
      },
    },
  ],
  finds: [
    {
      each: 'cluster',
      name: 'fills',
      by: [{ field: 'plate' }],
      within: 'days',
      values: {
        fills: told({ count: 'rows' }, 'COUNT', '加油次数', 'fills'),
        litres: told({ sum: LITRES }, 'LITRES', '加油量', 'litres'),
        allowed: told({ last: ALLOWED }, 'LITRES', '里程可耗油量上限', 'litres allowed'),
        kilometres: told({ last: { ratio: [KILOMETRES, { constant: 100 }] } }, 'COUNT', '期间里程', 'kilometres'),
        sameDay: told(
          {
            last: give(
              of('fuel', { plate: 'plate', occurredOn: 'occurredOn' }, { not: isOneOf('use', 'EQUIPMENT') }),
              'count',
            ),
          },
          'COUNT',
          '一日加油次数',
          'fills on one day',
        ),
      },
      totals: {
        all: told({ count: 'rows' }, 'COUNT', '加油次数', 'fills'),
        from: told({ min: { field: 'occurredOn' } }, 'DAY', '首次日期', 'first day'),
        to: told({ max: { field: 'occurredOn' } }, 'DAY', '末次日期', 'last day'),
        plate: told({ first: { field: 'plate' } }, 'TEXT', '车牌号', 'plate'),
      },
      when: {
        any: [
          { compare: [{ value: 'sameDay' }, '>=', { parameter: 'fillsBar' }] },
          {
            all: [
              { compare: [{ value: 'fills' }, '>=', { constant: 2 }] },
              { compare: [{ value: 'litres' }, '>', { value: 'allowed' }] },
            ],
          },
        ],
      },
      because: [
        words(
          '{from}至{to}{plate}加油{all}次，7天内最多{litres}',
          'from {from} to {to} {plate} was filled {all} times, up to {litres} within seven days',
        ),
        {
          when: { compare: [{ value: 'litres' }, '>', { value: 'allowed' }] },
          ...words(
            '同期行驶{kilometres}公里，按定额的{times}倍至多耗油{allowed}',
            'it drove {kilometres} km, which at {times} times the norm take {allowed} at most',
          ),
        },
        {
          when: { compare: [{ value: 'sameDay' }, '>=', { parameter: 'fillsBar' }] },
          ...words('一日加油{sameDay}次', '{sameDay} fills on one day'),
        },
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('套取油料、私车公养', 'fuel drawn off, private cars kept at public cost'),
  legalBasis: [CARS],
  falsePositives: [
    because('odometer', '里程登记有误', 'odometer error'),
    because('idling', '机械怠速作业', 'idling machinery'),
    because('long-trip', '长途出车', 'long trip'),
  ],
};

const MINUTES_IN = (from: RowValue, to: RowValue): RowValue => ({ minus: [to, from] });
/** R17 车卡分离: the card was used while its vehicle was surely on a trip elsewhere. */
export const R17: RuleOn<'fuel'> = {
  code: 'R17',
  name: words('车卡分离', 'Card used away from its vehicle'),
  kind: 'fuel',
  subject: [{ kind: 'CARD', field: 'cardNo' }],
  parameters: { skew: setting('COUNT', 30, [0, 240], '时钟误差（分钟）', 'minutes of clock skew') },
  exceptions: [CANISTER],
  finds: [
    {
      each: 'row',
      name: 'fill',
      where: some(
        of(
          'vehicle_use',
          { plate: 'plate' },
          {
            all: [
              { not: isOneOf('purpose', 'SPARE') },
              {
                compare: [
                  MINUTES_IN({ minuteOf: 'fromAt' }, mine({ minuteOf: 'filledAt' })),
                  '>=',
                  { parameter: 'skew' },
                ],
              },
              {
                compare: [
                  MINUTES_IN(mine({ minuteOf: 'filledAt' }), { minuteOf: 'toAt' }),
                  '>=',
                  { parameter: 'skew' },
                ],
              },
              { compare: [{ field: 'place' }, '<>', mine({ field: 'place' })] },
            ],
          },
        ),
      ),
      values: {
        ...TELLING,
        card: told({ field: 'cardNo' }, 'TEXT', '油卡号', 'card'),
        place: told({ field: 'place' }, 'TEXT', '加油区域', 'place'),
      },
      when: { all: [] },
      because: [
        words(
          '{day}油卡{card}在{place}为{plate}加油{litres}，当时该车登记在其他区域行驶',
          'on {day} card {card} took {litres} for {plate} at {place} while the vehicle was logged elsewhere',
        ),
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: words('持公务油卡为私车加油', 'a private car filled with the official card'),
  legalBasis: [CARS],
  falsePositives: [
    because('clock', '时钟误差', 'clock skew'),
    because('spare', '经批准使用备用车', 'an approved spare vehicle'),
  ],
};
