import type { ConfigProviderProps } from 'antd';

type Locale = NonNullable<ConfigProviderProps['locale']>;

/**
 * antd's words in Chinese, for the parts of it that we use. Its own locale file is CommonJS and drags in every date
 * picker's words.
 */
export const antdWords: Locale = {
  locale: 'zh-cn',
  Empty: { description: '暂无数据' },
  Select: { clearAll: '清空' },
  global: { placeholder: '请选择', close: '关闭' },
  Form: {
    optional: '（选填）',
    defaultValidateMessages: {
      default: '“${label}”填写有误',
      required: '请填写“${label}”',
      whitespace: '“${label}”不能只有空格',
      enum: '“${label}”须是[${enum}]之一',
      types: { email: '“${label}”不是有效的邮箱', number: '“${label}”须是数字', integer: '“${label}”须是整数' },
      string: {
        len: '“${label}”须为${len}个字',
        min: '“${label}”不少于${min}个字',
        max: '“${label}”不多于${max}个字',
        range: '“${label}”须为${min}至${max}个字',
      },
      number: {
        len: '“${label}”须等于${len}',
        min: '“${label}”不小于${min}',
        max: '“${label}”不大于${max}',
        range: '“${label}”须在${min}至${max}之间',
      },
      pattern: { mismatch: '“${label}”格式不对' },
    },
  },
};
