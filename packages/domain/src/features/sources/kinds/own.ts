import { choice, code, common, day, required, text } from '../field.ts';

/**
 * What the platform itself says to its rules: no source delivers it, no feed of these kinds can be registered, and no word of a person is
 * in it. The platform writes it from its own matters, under numbers that it gave.
 */

/** A matter that somebody reported or an officer registered, as far as it may count beside others (DOMAIN FS-14). Its number is its own. */
export const REPORTED_MATTER = [
  ...common({ id: 'LQ-2026-0042', day: '2026-05-08', unit: 'QH-JTJ' }, '收到日期'),
  code('personCode', '被反映人编码', 'QH-P0123', { max: 50 }),
  /** Equal for the same words and for what was merged into one matter. */
  code('factKey', '事实标识', '', required),
  /** Equal for the same source; absent: anonymous. */
  code('sourceKey', '来源标识', ''),
  choice(
    'standing',
    '办理情况',
    '待核实',
    {
      UNSEEN: '待受理',
      OPEN: '待核实',
      VERIFIED: '属实',
      UNFOUNDED: '不予采用',
      TRANSFERRED: '已移送',
    },
    required,
  ),
] as const;

/** A limit that runs for the object of a warning: its answer, its rectification, or all of it. */
export const WARNING_LIMIT = [
  ...common({ id: 'YJ-2026-0007/response', day: '2026-05-08', unit: 'QH-JTJ' }, '到期日'),
  code('warningRef', '预警编号', 'YJ-2026-0007', required),
  code('personCode', '对象编码', 'QH-P0123', { max: 50 }),
  choice('clock', '期限', '反馈', { RESPONSE: '反馈', RECTIFICATION: '整改', OVERALL: '总期限' }, required),
  choice('state', '计时', '进行中', { RUNNING: '进行中', PAUSED: '暂停', STOPPED: '已停止' }, required),
  day('servedOn', '送达日期', '2026-04-24'),
  day('extensionAskedOn', '申请延期日期', ''),
  day('proposedOn', '已提出转级日期', ''),
  /** What the scheme says may follow; absent where it says nothing. */
  text('towards', '方案所列转级', '廉情预警质询'),
] as const;
