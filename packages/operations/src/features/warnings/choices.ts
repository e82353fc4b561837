import type { getWarning } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { WarningLevel } from '@qingfeng/domain/features/warnings/scheme.ts';

const levelOut = (level: WarningLevel) => ({
  code: level.code,
  rank: level.rank,
  label: level.label,
  act: level.act,
  colour: level.colour.token,
  word: level.colour.word,
});

/** What a form offers of one level: its body, circumstances and modes. */
export const choicesOf = (level: WarningLevel): ResponseOf<typeof getWarning>['alternatives'][number] => ({
  ...levelOut(level),
  body: level.decision.body,
  circumstances: level.circumstances.map(({ code, label, gloss, requiresText }) => ({
    code,
    label,
    gloss,
    requiresText,
  })),
  modes: level.modes.map(({ code, label, servedBy, circumstances }) => ({
    code,
    label,
    servedBy,
    circumstances: [...(circumstances ?? level.circumstances.map((one) => one.code))],
  })),
  limits: level.paperLimits,
});
