import type { editPower } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';

type PowerContent = BodyOf<typeof editPower>['content'];

type Office = {
  readonly section: string;
  /** What is looked at where abuse is easiest. */
  readonly check: string;
  /** Whether the decision is brought to the applicant by a step of its own. */
  readonly delivers: boolean;
  readonly workRules: string;
};

/** An imported item as a liaison completes it: basis, steps with their posts and days, who carries the risk. */
export const completedBy = (content: PowerContent, { section, check, delivers, workRules }: Office): PowerContent => {
  const chief = `${section}股长`;
  const step = { note: null, weak: false, key: false };
  return {
    ...content,
    summary: content.summary ?? `${content.name}的受理、审查和决定。`,
    basis: [
      {
        title: '《中华人民共和国行政许可法》第四十二条',
        text: '行政机关应当自受理行政许可申请之日起二十日内作出行政许可决定。',
      },
    ],
    steps: [
      { ...step, name: '受理', post: '窗口人员', days: 1 },
      { ...step, name: '审查', post: chief, days: 5, note: check, weak: true, key: true },
      { ...step, name: '决定', post: '分管副局长', days: 3, key: true },
      ...(delivers ? [{ ...step, name: '送达', post: '窗口人员', days: 1 }] : []),
    ],
    promisedDays: delivers ? 10 : 9,
    legalDays: 20,
    fee: '不收费',
    section,
    riskPost: chief,
    workRules,
  };
};
