import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { redFlags } from './red-flags.ts';
import { settingsOf } from './settings.ts';

type Example = { name: string; settings_ini: string; input: string; n_input_lines: number; expected: unknown };

const folder = path.join(import.meta.dirname, 'examples');
const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
const examples = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Example[];

describe('the published examples', () => {
  it.each(examples)('$name', ({ settings_ini, input, n_input_lines, expected }) => {
    const lines = linesOf(readFileSync(path.join(folder, input), 'utf8'));
    expect(lines).toHaveLength(n_input_lines);
    expect(redFlags(lines, settingsOf(settings_ini))).toEqual(expected);
  });

  const original = path.join(import.meta.dirname, '../../../../../../../shared/data/red-flags/examples');
  it.skipIf(!existsSync(original))('are the ones published', () => {
    expect(JSON.parse(readFileSync(path.join(original, 'expected.json'), 'utf8'))).toEqual(examples);
    for (const { input } of examples) {
      const [ours, theirs] = [folder, original].map((place) => readFileSync(path.join(place, input), 'utf8'));
      expect(ours).toBe(theirs);
    }
  });
});

type Bid = [status: string, tenderer: string | string[], amount?: number, currency?: string];
const process = (ocid: string, bids: Bid[], winners: string[] = [], more: object = {}) => ({
  ocid,
  bids: {
    details: bids.map(([status, tenderer, amount, currency = 'CNY']) => ({
      status,
      tenderers: [tenderer].flat().map((id) => ({ id })),
      ...(amount === undefined ? {} : { value: { amount, currency } }),
    })),
  },
  awards: [{ status: 'active', suppliers: winners.map((id) => ({ id })) }],
  ...more,
});
const tender = (ocid: string, fields: object) => ({ ocid, tender: fields });
const period = (startDate: string, endDate: string) => ({ tenderPeriod: { startDate, endDate } });
const ocids = (lines: unknown[], ini: string) => Object.keys(redFlags(lines, settingsOf(ini)).OCID ?? {});

describe('every indicator', () => {
  const open = { numberOfTenderers: 1, procurementMethod: 'open' };
  it('passes over what is no process, cancelled tenders and excluded methods', () => {
    const lines = [
      null,
      [],
      'text',
      { tender: open },
      { ocid: 7, tender: open },
      tender('cancelled', { ...open, status: 'cancelled' }),
      tender('excluded', { ...open, procurementMethodDetails: 'Sorteo de Obras' }),
      tender('kept', { ...open, procurementMethodDetails: 'Sorteo' }),
    ];
    expect(ocids(lines, '[exclusions]\nprocurement_method_details = Random Selection|Sorteo de Obras\n[R018]')).toEqual(
      ['kept'],
    );
  });
  it('gives nothing, not empty groups, when nothing is found', () => expect(redFlags([])).toEqual({}));
  it('runs with its defaults when no settings are given, and only as told when they are', () => {
    const line = tender('x', { ...open, ...period('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z') });
    expect(redFlags([line])).toEqual({ OCID: { x: { R003: 1, R018: 1 } } });
    expect(redFlags([line], settingsOf('; [R003]\n[R018]'))).toEqual({ OCID: { x: { R018: 1 } } });
  });
  it('keeps ids that are names of object internals', () =>
    expect(JSON.stringify(redFlags([tender('__proto__', open)]))).toBe('{"OCID":{"__proto__":{"R018":1}}}'));
});

describe('R003', () => {
  const of = (ocid: string, from: string, to: string, more: object = {}) =>
    tender(ocid, { ...period(from, to), ...more });
  it('counts whole days over zones and asks for complete instants', () => {
    const lines = [
      of('15 days', '2026-03-01T09:00:00+08:00', '2026-03-16T09:00:00+08:00'),
      of('a second less', '2026-03-01T09:00:00+08:00', '2026-03-16T08:59:59+08:00'),
      of('other zone', '2026-03-01T00:00:00Z', '2026-03-16T07:00:00+08:00'),
      of('ends before it starts', '2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z'),
      of('no time', '2026-03-01', '2026-03-02'),
      of('no such day', '2026-02-30T00:00:00Z', '2026-03-02T00:00:00Z'),
      tender('open end', { tenderPeriod: { startDate: '2026-03-01T00:00:00Z' } }),
      tender('no period', {}),
    ];
    expect(ocids(lines, '[R003]')).toEqual(['a second less', 'other zone', 'ends before it starts']);
  });
  it('has thresholds of its own per method details, and methods it looks at', () => {
    const ten = ['2026-03-01T00:00:00Z', '2026-03-11T00:00:00Z'] as const;
    const lines = [
      of('seven suffice', ...ten, { procurementMethodDetails: 'Cotización', procurementMethod: 'open' }),
      of('twenty needed', ...ten, { procurementMethodDetails: 'Licitación', procurementMethod: 'open' }),
      of('ten suffice', ...ten, { procurementMethodDetails: 'other', procurementMethod: 'open' }),
      of('not looked at', ...ten, { procurementMethodDetails: 'Licitación', procurementMethod: 'direct' }),
      of('no method', ...ten, { procurementMethodDetails: 'Licitación' }),
    ];
    const ini =
      '[R003]\nthreshold = 10 # own\nprocurement_methods = open|selective\n[R003.procurement_method_details]\nCotización = 7\nLicitación = 20\n';
    expect(ocids(lines, ini)).toEqual(['twenty needed']);
  });
});

it('R018 wants exactly one tenderer, as a number, in a competitive method', () => {
  const lines = [
    tender('open', { numberOfTenderers: 1, procurementMethod: 'open' }),
    tender('selective', { numberOfTenderers: 1, procurementMethod: 'selective' }),
    tender('limited', { numberOfTenderers: 1, procurementMethod: 'limited' }),
    tender('unknown', { numberOfTenderers: 1 }),
    tender('none', { numberOfTenderers: 0, procurementMethod: 'open' }),
    tender('two', { numberOfTenderers: 2, procurementMethod: 'open' }),
    tender('dirty', { numberOfTenderers: { $numberLong: '1' }, procurementMethod: 'open' }),
    tender('quoted', { numberOfTenderers: '1', procurementMethod: 'open' }),
  ];
  expect(ocids(lines, '[R018]')).toEqual(['open', 'selective']);
  expect(ocids(lines, '[R018]\nprocurement_methods = limited')).toEqual(['limited']);
});

describe('R024 and R058', () => {
  const market = [1, 2, 3, 4].map((n) =>
    process(
      `usual ${String(n)}`,
      [
        ['valid', 'W', 100],
        ['valid', 'L', 200],
      ],
      ['W'],
    ),
  );
  const near = (ocid: string, winners: string[], bids: Bid[], more?: object) => process(ocid, bids, winners, more);
  it('need one final award to one supplier who bid lowest, and single tenderers', () => {
    const lines = [
      ...market,
      near(
        'F',
        ['A'],
        [
          ['valid', 'A', 100],
          ['valid', 'B', 101],
        ],
      ),
      near(
        'dearer won',
        ['A'],
        [
          ['valid', 'A', 102],
          ['valid', 'B', 101],
        ],
      ),
      near(
        'two suppliers',
        ['A', 'B'],
        [
          ['valid', 'A', 100],
          ['valid', 'B', 101],
        ],
      ),
      near(
        'joint bid',
        ['A'],
        [
          ['valid', 'A', 100],
          ['valid', ['B', 'C'], 101],
        ],
      ),
      near(
        'other currency',
        ['A'],
        [
          ['valid', 'A', 100],
          ['valid', 'B', 101, 'USD'],
        ],
      ),
      near(
        'disqualified',
        ['A'],
        [
          ['valid', 'A', 100],
          ['disqualified', 'B', 101],
        ],
      ),
      near(
        'free',
        ['A'],
        [
          ['valid', 'A', 0],
          ['valid', 'B', 101],
        ],
      ),
      near(
        'pending',
        ['A'],
        [
          ['valid', 'A', 100],
          ['valid', 'B', 101],
        ],
        {
          awards: [{ status: 'active', suppliers: [{ id: 'A' }] }, { status: 'pending' }],
        },
      ),
      near(
        'two awards',
        ['A'],
        [
          ['valid', 'A', 100],
          ['valid', 'B', 101],
        ],
        {
          awards: [1, 2].map(() => ({ status: 'active', suppliers: [{ id: 'A' }] })),
        },
      ),
    ];
    expect(redFlags(lines, settingsOf('[R024]'))).toEqual({
      OCID: { F: { R024: 0.01 } },
      Tenderer: { A: { R024: 0 }, B: { R024: 0 } },
    });
  });
  it('take a winner’s lowest bid and ignore cancelled earlier awards', () => {
    const line = near(
      'F',
      ['A'],
      [
        ['valid', 'A', 150],
        ['valid', 'A', 100],
        ['valid', 'B', 150],
      ],
      {
        awards: [{ status: 'cancelled' }, { status: 'active', suppliers: [{ id: 'A' }] }],
      },
    );
    expect(redFlags([line], settingsOf('[R058]\nthreshold = 0.5')).OCID).toEqual({ F: { R058: 0.5 } });
  });
  it('stay silent where fences lie at zero', () => {
    const equal = [1, 2, 3].map((n) =>
      process(
        String(n),
        [
          ['valid', 'A', 100],
          ['valid', 'B', 100],
        ],
        ['A'],
      ),
    );
    expect(redFlags(equal, settingsOf('[R024]\n[R058]'))).toEqual({});
  });
  it('compare no prices that the buyer set', () => {
    const lines = ['Sorteo', 'Subasta', undefined].map((procurementMethodDetails) =>
      near(
        procurementMethodDetails ?? 'unset',
        ['A'],
        [
          ['valid', 'A', 100],
          ['valid', 'B', 100],
        ],
        {
          tender: { procurementMethodDetails },
        },
      ),
    );
    expect(ocids(lines, 'no_price_comparison_procurement_methods = Sorteo\n[R028]')).toEqual(['Subasta', 'unset']);
    expect(ocids(lines, 'price_comparison_procurement_methods = Subasta\n[R028]')).toEqual(['Subasta']);
  });
  it('measure in the main currency: the one set, else the first met', () => {
    const lines = [
      near(
        'pesos',
        ['A'],
        [
          ['valid', 'A', 100, 'COP'],
          ['valid', 'B', 200, 'COP'],
        ],
      ),
      near(
        'dollars',
        ['A'],
        [
          ['valid', 'A', 100, 'USD'],
          ['valid', 'B', 200, 'USD'],
        ],
      ),
    ];
    expect(ocids(lines, '[R058]\nthreshold = 0.5')).toEqual(['pesos']);
    expect(ocids(lines, 'currency = USD\n[R058]\nthreshold = 0.5')).toEqual(['dollars']);
  });
});

describe('R025', () => {
  const lost = (n: number) =>
    process(
      String(n),
      [
        ['valid', 'F'],
        ['valid', 'F'],
        ['valid', `w${String(n)}`],
      ],
      [`w${String(n)}`],
    );
  const won = process('won', [['valid', 'F']], ['F']);
  it('counts a tenderer once per process', () =>
    expect(redFlags([...[1, 2, 3, 4, 5].map(lost), won], settingsOf('[R025]'))).toEqual({
      Tenderer: { F: { R025: 1 / 6 } },
    }));
  it('is told its fence and percentile', () => {
    const lines = [lost(1), lost(2), won];
    expect(redFlags(lines, settingsOf('[R025]\nthreshold = 0.2')).Tenderer).toBeUndefined();
    expect(redFlags(lines, settingsOf('[R025]\nthreshold = 0.34\npercentile = 100')).Tenderer).toEqual({
      F: { R025: 1 / 3 },
    });
  });
});

it('R028 lets one tenderer repeat a price, and tells currencies apart', () => {
  const lines = [
    process('repeat', [
      ['valid', 'A', 5],
      ['valid', 'A', 5],
    ]),
    process('currencies', [
      ['valid', 'A', 5],
      ['valid', 'B', 5, 'USD'],
    ]),
    process('withdrawn', [
      ['valid', 'A', 5],
      ['withdrawn', 'B', 5],
    ]),
    process('invited', [
      ['valid', 'A', 5],
      ['invited', 'B', 5],
    ]),
    process('overlapping', [
      ['valid', ['A', 'B'], 5],
      ['pending', 'B', 5],
    ]),
  ];
  expect(redFlags(lines, settingsOf('[R028]'))).toEqual({
    OCID: { overlapping: { R028: 1 } },
    Tenderer: { A: { R028: 1 }, B: { R028: 1 } },
  });
});

it('R030 compares instants over zones and wants a winner', () => {
  const late = (ocid: string, date: string, winner = 'A', status = 'valid') => ({
    ocid,
    tender: { tenderPeriod: { endDate: '2026-03-15T00:00:00+08:00' } },
    bids: { details: [{ status, date, tenderers: [{ id: 'A' }, { id: 'B' }] }] },
    awards: [{ status: 'active', suppliers: [{ id: winner }] }],
  });
  const lines = [
    late('late', '2026-03-15T00:00:01+08:00'),
    late('late elsewhere', '2026-03-14T17:00:00Z'),
    late('in time elsewhere', '2026-03-15T00:30:00+09:00'),
    late('loser', '2026-03-16T00:00:00+08:00', 'C'),
    late('disqualified', '2026-03-16T00:00:00+08:00', 'A', 'disqualified'),
    late('day only', '2026-03-16'),
  ];
  expect(redFlags(lines, settingsOf('[R030]'))).toEqual({
    OCID: Object.fromEntries(['late', 'late elsewhere', 'day only'].map((ocid) => [ocid, { R030: 1 }])),
    Tenderer: { A: { R030: 1 } },
  });
});

it('R035 wants one winner with valid bids and others out', () => {
  const lines = [
    process(
      'F',
      [
        ['valid', 'A'],
        ['disqualified', 'B'],
        ['disqualified', 'C'],
        ['disqualified', 'A'],
      ],
      ['A'],
    ),
    process(
      'one other',
      [
        ['valid', 'W'],
        ['disqualified', 'B'],
      ],
      ['W'],
    ),
    process(
      'two valid',
      [
        ['valid', 'A'],
        ['valid', 'D'],
        ['disqualified', 'B'],
        ['disqualified', 'C'],
      ],
      ['A'],
    ),
    process(
      'other won',
      [
        ['valid', 'A'],
        ['disqualified', 'B'],
        ['disqualified', 'C'],
      ],
      ['B'],
    ),
    process(
      'own bid only',
      [
        ['valid', 'A'],
        ['disqualified', 'A'],
      ],
      ['A'],
    ),
  ];
  expect(redFlags(lines, settingsOf('[R035]\nthreshold = 2'))).toEqual({
    OCID: { F: { R035: 2 } },
    Tenderer: { A: { R035: 0 } },
  });
  expect(ocids(lines, '[R035]\nthreshold = 0')).toEqual(['F', 'one other']);
});

it('R036 wants the lowest price out while a valid one was there', () => {
  const lines = [
    process(
      'F',
      [
        ['disqualified', 'A', 1],
        ['valid', 'B', 2],
      ],
      ['B'],
    ),
    process(
      'tie keeps the first',
      [
        ['valid', 'B', 1],
        ['disqualified', 'A', 1],
      ],
      ['B'],
    ),
    process(
      'no valid price',
      [
        ['disqualified', 'A', 1],
        ['valid', 'B'],
      ],
      ['B'],
    ),
    process(
      'withdrawn',
      [
        ['withdrawn', 'A', 1],
        ['valid', 'B', 2],
      ],
      ['B'],
    ),
    process(
      'no award',
      [
        ['disqualified', 'A', 1],
        ['valid', 'B', 2],
      ],
      [],
      { awards: [{ status: 'pending' }] },
    ),
  ];
  expect(ocids(lines, '[R036]')).toEqual(['F']);
});

it('R038 judges buyers, entities and tenderers with enough bids', () => {
  const lines = [
    process(
      '1',
      [
        ['valid', 'A'],
        ['disqualified', 'D'],
        ['invited', 'D'],
      ],
      [],
      { buyer: { id: 'B' }, tender: { procuringEntity: { id: 'P' } } },
    ),
    process(
      '2',
      [
        ['valid', 'A'],
        ['disqualified', 'D'],
      ],
      [],
      { buyer: { id: 'C' }, tender: { procuringEntity: { id: 'P' } } },
    ),
    process('3', [['disqualified', 'E']], [], { buyer: { id: 7 } }),
  ];
  expect(redFlags(lines, settingsOf('[R038]\nthreshold = 0.6'))).toEqual({ Tenderer: { D: { R038: 1 } } });
  expect(redFlags(lines, settingsOf('[R038]\nthreshold = 0.5\nminimum_contracting_processes = 3'))).toEqual({
    ProcuringEntity: { P: { R038: 0.5 } },
    Tenderer: { D: { R038: 1 } },
  });
  expect(redFlags(lines.slice(0, 0), settingsOf('[R038]'))).toEqual({});
});

it('R048 counts leading digits over a supplier’s own active awards', () => {
  const award = (suppliers: string[], ids: string[], status = 'active') => ({
    status,
    suppliers: suppliers.map((id) => ({ id })),
    items: ids.map((id) => ({ classification: { id } })),
  });
  const lines = [
    { ocid: '1', awards: [award(['A'], ['10', '11']), award(['A'], ['1112']), award(['A', 'B'], ['20'])] },
    { ocid: '2', awards: [award(['A'], ['30'], 'pending'), award(['B'], ['10'])] },
  ];
  expect(redFlags(lines, settingsOf('[R048]\nthreshold = 2\nminimum_contracting_processes = 1'))).toEqual({
    Tenderer: { A: { R048: 2 } },
  });
  expect(
    redFlags(lines, settingsOf('[R048]\nthreshold = 2\ndigits = 4\nminimum_contracting_processes = 1')).Tenderer,
  ).toEqual({
    A: { R048: 3 },
  });
  expect(redFlags(lines, settingsOf('[R048]'))).toEqual({});
});

describe('settings', () => {
  it('read comments, blanks and a byte order mark', () =>
    expect(settingsOf('\uFEFF# head\r\ncurrency = CNY ; main\r\n\r\n[R003]\r\n  threshold=7\r\n')).toMatchObject({
      currency: 'CNY',
      R003: { threshold: 7 },
      R018: undefined,
      R028: false,
    }));
  it.each(['[R003]\nthreshold = soon', '[R003]\nthreshold = 1.5', '[R025]\nthreshold =', 'no equals sign'])(
    'refuse %j',
    (ini) => expect(() => settingsOf(ini)).toThrow('rules.settings-unreadable'),
  );
});
