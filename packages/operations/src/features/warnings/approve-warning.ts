import type { approveWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { decisionOf, levelOf } from '@qingfeng/domain/features/warnings/warning.ts';
import { levelIn } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { mustBeOwnFiles } from './own-files.ts';
import { keepRecord } from './record-sheet.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

const BODIES = {
  LEADER: '分管领导审定',
  COMMITTEE_MEETING: '委员会议审定',
  PARTY_GROUP: '党组会议审定',
  PARTY_COMMITTEE: '党委会议审定',
} as const;

/**
 * Records the decision of the body of the level (row 3). A scan of the minutes or of the signed decision is kept as it is; without
 * one the decision sheet is made from what was entered, so that the dossier always holds a paper.
 */
export const approveWarning = (
  database: Database,
  by: By,
  files: FileStore,
  which: Which,
  { on, minutesNumber, participants, fileId, lowered }: Omit<BodyOf<typeof contract>, 'version'>,
): Promise<string> =>
  takeStep(database, by, which, 'approve', async (held, tx) => {
    if (fileId !== null) await mustBeOwnFiles(tx, held.warning.id, [fileId]);
    // Participants are entered by name; the object of a warning has no seat where it is decided.
    if (participants.includes(held.objectName)) throw new Refusal('warning.object-decides');
    const { body } = decisionOf(held.warning);
    const level = lowered === null ? levelOf(held.warning) : levelIn(held.warning.scheme, lowered.levelCode);
    const sheet =
      fileId ??
      (await keepRecord(
        tx,
        by,
        files,
        held,
        '预警审定登记表',
        [
          { label: '审定方式', text: BODIES[body] },
          { label: '审定日期', text: on },
          { label: '预警对象', text: held.objectName },
          { label: '审定等级', text: `${level.label} ${level.act}` },
          { label: '会议记录编号', text: minutesNumber ?? '' },
          { label: '参加人员', text: participants.join('、') },
          { label: '降级理由', text: lowered?.reason ?? '' },
          { label: '登记人', text: by.viewer.name },
        ],
        participants.length > 0 ? participants : [by.viewer.name],
      ));
    return { input: { on, minutesNumber, participants, fileId: sheet, lowered } };
  });
