import { type Day, instantAt, type OfficeDays } from '../office-days.ts';
import { cut, excess, place } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const FILLS_APART = [8, 13] as const;
const VEHICLES = 16;

type Fill = RecordOf<'fuel'>;
type Vehicle = {
  readonly plate: string;
  readonly cardNo: string;
  readonly unitCode: string;
  /** Litres. */
  readonly tank: number;
  /** Litres a hundred kilometres. */
  readonly norm: number;
};

const hundredths = (value: number): number => Math.round(value * 100);

/** An official vehicle in the register of vehicles. */
const vehicleOf = (sheet: Sheet, use = 'GENERAL'): Vehicle => {
  const { random, world, days } = sheet;
  const number = sheet.number();
  const { code } = random.pick(world.offices);
  const vehicle = {
    plate: `清A${number}`,
    cardNo: `K-${number}`,
    unitCode: code,
    tank: random.pick([50, 55, 60, 70, 80]),
    norm: random.int(80, 130) / 10,
  };
  register(sheet, vehicle, days.first - random.int(100, 1_500), use);
  return vehicle;
};
const register = (sheet: Sheet, { plate, unitCode, tank, norm }: Vehicle, day: Day, use: string) =>
  sheet.put('fleet', day, unitCode, {
    plate,
    use,
    tankLitresHundredths: hundredths(tank),
    normHundredths: hundredths(norm),
  });

const placeOf = ({ random, world }: Sheet): string => random.pick(world.villages).shortName;

type At = { readonly day: Day; readonly minute?: number; readonly litres?: number; readonly place?: string };
const fill = (sheet: Sheet, vehicle: Vehicle, at: At, more: Details<'fuel'> = {}): Fill => {
  const { random } = sheet;
  const litres = at.litres ?? vehicle.tank * random.between(0.45, 0.95);
  return sheet.put('fuel', at.day, vehicle.unitCode, {
    cardNo: vehicle.cardNo,
    plate: vehicle.plate,
    litresHundredths: hundredths(litres),
    amountMinor: hundredths(litres * random.between(7.2, 8.1)),
    currency: 'CNY',
    station: `清河县${random.pick(['城南', '城北', '东门', '河西'])}加油站`,
    filledAt: instantAt(at.day, at.minute ?? random.int(8 * 60, 18 * 60)),
    use: 'VEHICLE',
    place: at.place ?? placeOf(sheet),
    ...more,
  });
};

type Trip = {
  readonly day: Day;
  readonly from?: number;
  readonly to?: number;
  readonly kilometres?: number;
  readonly place?: string;
  readonly purpose?: string;
};
const drive = (sheet: Sheet, { plate, unitCode }: Vehicle, trip: Trip) => {
  const { random } = sheet;
  const from = trip.from ?? random.int(8 * 60, 9 * 60);
  return sheet.put('vehicle_use', trip.day, unitCode, {
    plate,
    fromAt: instantAt(trip.day, from),
    toAt: instantAt(trip.day, trip.to ?? random.int(16 * 60, 18 * 60)),
    kilometresHundredths: hundredths(trip.kilometres ?? random.between(20, 90)),
    place: trip.place ?? placeOf(sheet),
    purpose: trip.purpose ?? 'TRIP',
  });
};

const dayLike = ({ random, days }: Sheet, is: (day: Day, days: OfficeDays) => boolean): Day =>
  place('a day', () => {
    const day = random.int(Math.max(days.first, days.publishedFrom) + 20, days.last - 20);
    return is(day, days) ? day : null;
  });
const dayOff = (sheet: Sheet): Day => dayLike(sheet, (day, { isWorkday }) => !isWorkday(day));
const workday = (sheet: Sheet): Day => dayLike(sheet, (day, { isWorkday }) => isWorkday(day));
/** The last working day before some that are not. */
const eve = (sheet: Sheet): Day => dayLike(sheet, (day, { isWorkday }) => isWorkday(day) && !isWorkday(day + 1));

const aboutVehicle = ({ plate }: Vehicle, records: readonly Fill[]): Matter => ({
  subject: { kind: 'VEHICLE', id: plate },
  records,
});

const once = (sheet: Sheet, day: Day, use = 'GENERAL', more: Details<'fuel'> = {}): Matter => {
  const vehicle = vehicleOf(sheet, use);
  return aboutVehicle(vehicle, [fill(sheet, vehicle, { day }, more)]);
};

/** Filled on a day off on which a trip was approved. */
const onTrip = (sheet: Sheet): Matter => {
  const vehicle = vehicleOf(sheet);
  const [day, where] = [dayOff(sheet), placeOf(sheet)];
  drive(sheet, vehicle, { day, place: where });
  return aboutVehicle(vehicle, [fill(sheet, vehicle, { day, place: where })]);
};

/** R15: a fill of so many tanks. */
const ofTank = (sheet: Sheet, times: number, use = 'GENERAL', more: Details<'fuel'> = {}): Matter => {
  const vehicle = vehicleOf(sheet, use);
  return aboutVehicle(vehicle, [fill(sheet, vehicle, { day: workday(sheet), litres: vehicle.tank * times }, more)]);
};
/** The register had the tank too small, and was put right. */
const tankPutRight = (sheet: Sheet): Matter => {
  const vehicle = vehicleOf(sheet);
  register(sheet, { ...vehicle, tank: vehicle.tank + 20 }, sheet.days.first - 30, 'GENERAL');
  return aboutVehicle(vehicle, [fill(sheet, vehicle, { day: workday(sheet), litres: vehicle.tank + 15 })]);
};

/** `count` working days from `start` on, no more than `span` days apart in all. */
const daysFrom = ({ random, days }: Sheet, start: Day, span: number, count: number): Day[] => {
  const open: Day[] = [];
  for (let day = start + 1; day <= start + span; day += 1) if (days.isWorkday(day)) open.push(day);
  return [start, ...random.shuffled(open).slice(0, count - 1)].sort((a, b) => a - b);
};
/** A working day that another two follow within the span. */
const startOfWeek = (sheet: Sheet): Day =>
  dayLike(sheet, (day, days) => days.isWorkday(day) && days.workdaysBetween(day, day + 3) >= 2);

/**
 * R16: fills of some days, and as many kilometres in the week up to the last as make the fuel `times` of what twice the norm allows; all are driven
 * by the first fill, so that no shorter time looks worse than the whole.
 */
const beyondMileage = (sheet: Sheet, times: number, use = 'GENERAL'): Matter => {
  const { random } = sheet;
  const vehicle = vehicleOf(sheet, use);
  const on = daysFrom(sheet, startOfWeek(sheet), 3, random.int(2, 3));
  const where = placeOf(sheet);
  const fills = on.map((day) =>
    fill(sheet, vehicle, { day, place: where, litres: vehicle.tank * random.between(0.2, 0.35) }),
  );
  const litres = fills.reduce((sum, { litresHundredths }) => sum + (litresHundredths ?? 0), 0) / 100;
  const kilometres = (litres / times / (2 * vehicle.norm)) * 100;
  const [first] = on;
  // Every day a part: no day is a long trip.
  cut(random, kilometres, 4).forEach((part, n) =>
    drive(sheet, vehicle, { day: (first ?? 0) - n, kilometres: part, place: where }),
  );
  return aboutVehicle(vehicle, fills);
};
/** Two fills on one day, with kilometres enough for both; `more` is said of the second. */
const twiceADay = (sheet: Sheet, kilometres: number, more: Details<'fuel'> = {}, use = 'GENERAL'): Matter => {
  const vehicle = vehicleOf(sheet, use);
  const { random } = sheet;
  const [day, where] = [workday(sheet), placeOf(sheet)];
  drive(sheet, vehicle, { day, kilometres, place: where });
  for (const before of [1, 2, 3, 4]) drive(sheet, vehicle, { day: day - before, kilometres: 280 });
  const part = () => vehicle.tank * random.between(0.4, 0.6);
  return aboutVehicle(vehicle, [
    fill(sheet, vehicle, { day, minute: random.int(8 * 60, 11 * 60), litres: part(), place: where }),
    fill(sheet, vehicle, { day, minute: random.int(14 * 60, 18 * 60), litres: part(), place: where }, more),
  ]);
};
/** The second fill lies so far from the first that no week holds both. */
const farApart = (sheet: Sheet): Matter => {
  const vehicle = vehicleOf(sheet);
  const [day, where] = [workday(sheet), placeOf(sheet)];
  drive(sheet, vehicle, { day, kilometres: 40, place: where });
  const again = sheet.days.rollForward(day + sheet.random.int(8, 12));
  return aboutVehicle(vehicle, [fill(sheet, vehicle, { day, place: where }), fill(sheet, vehicle, { day: again })]);
};

type Away = {
  /** Minutes between the fill and the start or end of the trip. */
  readonly margin: number;
  readonly purpose?: string;
  readonly same?: boolean;
  readonly more?: Details<'fuel'>;
};
/** R17: filled while the vehicle was on a trip. */
const away = (sheet: Sheet, { margin, purpose, same, more }: Away): Matter => {
  const { random } = sheet;
  const vehicle = vehicleOf(sheet);
  const day = workday(sheet);
  const [here, there] = random.shuffled(sheet.world.villages).map(({ shortName }) => shortName);
  const minute = random.int(11 * 60, 13 * 60);
  const start = random.chance(0.5);
  const [from, to] = start ? [minute - margin, minute + 200] : [minute - 200, minute + margin];
  drive(sheet, vehicle, {
    day,
    from,
    to,
    kilometres: 120,
    ...(here === undefined ? {} : { place: here }),
    ...(purpose === undefined ? {} : { purpose }),
  });
  const at = same === true ? here : there;
  const one = fill(sheet, vehicle, { day, minute, ...(at === undefined ? {} : { place: at }) }, more);
  return { subject: { kind: 'CARD', id: vehicle.cardNo }, records: [one] };
};

const EQUIPMENT = { use: 'EQUIPMENT' } as const;

/** Official vehicles, their fuel and their trips (R14 to R17). */
export const fleet: Part = {
  name: 'fleet',
  write: (given) => {
    const sheet = sheetFor({ letters: 'GC', digits: 16 }, given);
    const { random, days, extent } = given;
    const clear = extent.strength === 1;
    for (let left = Math.round(VEHICLES * extent.portion); left > 0; left -= 1) {
      const vehicle = vehicleOf(sheet);
      for (
        let day = days.rollForward(days.first + random.int(0, 9));
        day < days.last - 9;
        day = days.rollForward(day + random.int(...FILLS_APART))
      ) {
        const where = placeOf(sheet);
        drive(sheet, vehicle, { day, place: where });
        fill(sheet, vehicle, { day, place: where });
      }
    }

    sheet.plant('R14', 'day-off', () => once(sheet, dayOff(sheet)), {
      'on-duty': () => once(sheet, dayOff(sheet), random.pick(['DUTY', 'EMERGENCY', 'MACHINE'])),
      'approved-trip': () => onTrip(sheet),
      'before-holiday': () => once(sheet, eve(sheet)),
      canister: () => once(sheet, dayOff(sheet), 'GENERAL', EQUIPMENT),
    });
    sheet.plant('R15', 'over-tank', () => ofTank(sheet, 1.05 * excess(random, extent.strength, 0.03, 0.35)), {
      canister: () => ofTank(sheet, random.between(1.2, 2), 'GENERAL', EQUIPMENT),
      machine: () => ofTank(sheet, random.between(1.2, 3), 'MACHINE'),
      'to-the-brim': () => ofTank(sheet, random.between(1, 1.04)),
      'tank-put-right': () => tankPutRight(sheet),
    });
    const beyond = () => excess(random, extent.strength, 0.12, 2);
    sheet.plant(
      'R16',
      'fuel-without-way',
      (n) => (n % 3 === 2 ? twiceADay(sheet, 200) : beyondMileage(sheet, beyond())),
      {
        'long-trip': () => twiceADay(sheet, random.between(320, 600)),
        'idling-machine': () => beyondMileage(sheet, 2, 'MACHINE'),
        canister: () => twiceADay(sheet, 150, EQUIPMENT),
        'explained-by-way': () => beyondMileage(sheet, random.between(0.75, 0.94)),
        'more-than-a-week-apart': () => farApart(sheet),
      },
    );
    sheet.plant(
      'R17',
      'card-elsewhere',
      () => away(sheet, { margin: clear ? random.int(50, 150) : random.int(33, 60) }),
      {
        'clock-skew': () => away(sheet, { margin: random.int(3, 27) }),
        'spare-vehicle': () => away(sheet, { margin: 90, purpose: 'SPARE' }),
        'on-its-way': () => away(sheet, { margin: 90, same: true }),
        canister: () => away(sheet, { margin: 90, more: EQUIPMENT }),
      },
    );
    return sheet.written();
  },
};
