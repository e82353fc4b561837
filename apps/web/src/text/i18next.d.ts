import 'i18next';
import type { chinese } from './phrases.zh-cn.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    keySeparator: false;
    resources: typeof chinese;
  }
}
