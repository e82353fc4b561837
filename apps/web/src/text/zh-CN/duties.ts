import type { Role } from '@qingfeng/domain/shared/roles.ts';

/** What each role does here, for a desk on which nothing waits; where its work is not in this release, that is said. */
export const duties = {
  title: '我的职责',
  read: '可查阅',
  publicCatalogue: '权力公开目录',
  PUBLIC: '查阅公开的权力目录。',
  CADRE: '收到预警时在“我的预警”签收、答复、落实整改；与监督对象有利害关系的，申报回避。',
  SECTION_HEAD: '督促本股室落实整改，核对本股室的权力事项。股室风险台账、自查尚未上线。',
  LEADER: '审核本单位权力目录的修改，签收、答复对本单位的预警。单位看板尚未上线。',
  RESIDENT_OFFICER: '接收、核查所辖单位的疑点和廉情信息，跟踪预警整改。',
  OFFICER: '接收、核查疑点和廉情信息，起草预警，办理送达、审核和回访。',
  PETITION_CLERK: '登记群众来信来访、反馈办理结果。信访受理功能尚未上线，目前可查阅权力目录和机构。',
  CASE_SUPERVISOR: '管理线索台账和办理时限。线索移送功能尚未上线，目前可查阅机构、审批权限和权力目录。',
  COMMISSION_LEADER: '按权限审定预警、批准延期和解除，决定回避和规则的发布。',
  COMMITTEE_SECRETARY: '登记委员会会议对一级、二级预警的审定。',
  INFORMANT: '按月报送本村（社区）、本股室的廉情信息。信息报送功能尚未上线。',
  CENTRE_CLERK: '对已认定的信息提出预警，编号制发文书，送达、跟踪和回访。',
  HANDLING_HEAD: '审核本部门起草的预警，报请审定，按方案解除；承办人员需要回避的，提请领导决定。',
  DEPT_IN_CHARGE: '被指定为接收人时，接收分管干部的说明和整改措施。',
  LEADING_GROUP: '按三色方案核查整改、解除预警。',
  LG_OFFICE: '登记党组对三色预警的审定，备案整改核查。',
  POINT_HEAD: '管理本专报点的信息报送。信息报送功能尚未上线。',
  PT_INSPECTOR: '协助本股室的廉政检查。检查台账尚未上线。',
  LIAISON: '从进驻的审计、巡察和项目中移送线索。线索移送功能尚未上线，目前可查阅机构和权力目录。',
  CIRC_RECIPIENT: '签收抄送本单位的通报。通报功能尚未上线，目前可查阅机构和权力目录。',
  UNIT_LIAISON: '维护本单位权力目录，按期报送本单位数据，答复核查单。',
  CATALOGUE_REVIEWER: '复核各单位权力目录的修改。',
  RECORDS_CLERK: '对已解除的预警立卷归档，管理保管期限。',
  DATA_SECURITY_OFFICER:
    '审批各数据源的用途、依据、允许字段、期限和保存期限；不当使用的收回批准。数据源由规则管理员登记。',
  APPEAL_REVIEWER: '复核交办的申诉。申诉功能尚未上线，目前可查阅机构和审批权限。',
  PARTNER: '与纪检监察机关双向移送线索、反馈结果。线索移送功能尚未上线。',
  SUPERVISOR: '评议单位作风。行风评议功能尚未上线；只提供脱敏数据。',
  ASSESSOR: '评估单位工作。考核评估功能尚未上线；只提供脱敏数据。',
  RULE_ADMIN: '起草、回测和复核预警规则；本人起草的由他人复核、发布。',
  BIZ_ADMIN: '维护工作日历，由第二人核对后发布。文书模板、预警方案的在线维护尚未上线，现行方案见“审批权限”。',
  SYS_ADMIN:
    '提出账号开通、授权、停用和重置的申请，由安全保密管理员审批；查看通知投递是否正常。按月清理离任和长期未登录的账号。不接触业务数据。',
  SEC_ADMIN: '审批账号申请。按月复核权限较大的角色。不能自行开通账号，不接触业务数据。',
  AUDIT_ADMIN:
    '查阅系统管理员、安全保密管理员和用户的操作记录，经批准导出。按月复核管理员操作、账号变更、身份查看和导出记录。',
} as const satisfies Record<Role, string> & Record<'title' | 'read' | 'publicCatalogue', string>;
