import type { issueWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { issueLetter } from '../letters/issue-letter.ts';
import { noticeFields, noticeOf, paperContext } from './papers.ts';
import { keepRecord } from './record-sheet.ts';
import type { Held } from './store.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

type Talk = NonNullable<BodyOf<typeof contract>['interview']>;

/** Allots the document number, makes the paper and freezes it (row 5). For a talk the plan is kept and the notice is the paper. */
export const issueWarning = (
  database: Database,
  by: By,
  files: FileStore,
  which: Which,
  { interview }: Omit<BodyOf<typeof contract>, 'version'>,
): Promise<string> =>
  takeStep(database, by, which, 'issue', async (read, tx) => {
    const talkers = interview === null ? [] : await talkersOf(tx, interview);
    const held: Held =
      interview === null
        ? read
        : {
            ...read,
            paperWords: { ...read.paperWords, talk: { ...interview, interviewers: talkers.map(({ name }) => name) } },
          };
    const context = await paperContext(tx, by, held);
    const template = noticeOf(held.warning);
    const paper = await issueLetter(tx, by, files, {
      template,
      warningId: held.warning.id,
      organ: context.organCharacter,
      audience: 'OBJECT',
      fieldsOf: (numbered) => {
        const fields = noticeFields(held, context, by, numbered)[template];
        if (fields === undefined) throw new Error(`${template} opens no warning`);
        return fields();
      },
    });
    if (interview === null) return { input: { paper, interview: null } };
    const planFileId = await keepRecord(
      tx,
      by,
      files,
      held,
      '约谈方案',
      [
        { label: '约谈对象', text: held.objectName },
        { label: '时间', text: `${interview.on} ${interview.time}` },
        { label: '地点', text: interview.place },
        { label: '事由', text: interview.subject },
        { label: '约谈人员', text: talkers.map(({ name }) => name).join('、') },
        { label: '方案', text: interview.plan },
      ],
      [by.viewer.name],
    );
    const lead = talkers.find(({ accountId }) => accountId === interview.leadId);
    return {
      paperWords: held.paperWords,
      input: {
        paper,
        interview: {
          leadId: interview.leadId,
          leadRoles: lead?.roles ?? [],
          interviewerIds: interview.interviewerIds,
          planFileId,
          noticeFileId: paper.fileId,
        },
      },
    };
  });

/** Who talks: active accounts, the lead first. */
const talkersOf = async (tx: WriteTx, { leadId, interviewerIds }: Talk) => {
  const ids = [...new Set([leadId, ...interviewerIds])];
  const rows = await tx.$queryRaw<{ accountId: string; name: string; roles: Role[] }[]>(sql`
    select a.id as "accountId", a.name,
      array(select g.role from role_grant g where g.account_id = a.id and g.revoked_at is null) as roles
    from account a where a.id = any(${ids}::uuid[]) and a.status = 'ACTIVE'
    order by a.id <> ${leadId}::uuid, a.name`);
  if (rows.length !== ids.length) throw missing('account');
  return rows;
};
