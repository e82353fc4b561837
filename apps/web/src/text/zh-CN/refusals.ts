import type { RefusalCode } from '@qingfeng/domain/shared/refusal.ts';

/** What happened and what to do, for every code; `{{…}}` are facts from the refusal's details. */
export const refusals = {
  'request.unreadable': '有的内容不符合要求，请按提示改正后再提交。',
  'request.too-large': '提交的内容超过上限，请拆分后再传。',
  'request.too-many': '操作过于频繁，请稍等片刻再试。内容仍在本页。',
  'request.key-reused': '这次提交与刚才的不同，请核对内容后再提交一次。',
  'thing.missing': '内容不存在，或者你的账号看不到它。',
  'thing.changed': '你打开之后，这条内容已被改过。请查看最新内容，再决定是否提交；你写的仍保留在这里。',
  'access.denied': '你的账号没有办理此事的权限。',
  'access.recused': '此事与你有回避关系，不能由你查看或办理。',
  'session.absent': '登录已失效，请重新登录。',
  'session.wrong-credentials': '登录名或密码不对。请检查大小写，连续输错会暂时锁定。',
  'session.locked': '连续输错次数过多，账号已暂时锁定。请稍后再试，或联系系统管理员。',
  'session.second-factor-needed': '请输入验证器上的6位动态码。',
  'rules.settings-unreadable': '红旗指标的设置读不懂：{{key}} = {{value}}，请改正后再试。',
} as const satisfies Record<RefusalCode, string>;
