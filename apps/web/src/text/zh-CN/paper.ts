/** The preview of a paper. */
export const paper = {
  page: '第{{page}}页，共{{count}}页',
  previous: '上一页',
  next: '下一页',
  preview: '预览',
  print: '打印',
  save: '.docx',
  drawing: '正在生成预览',
  failed: '预览未能生成，请下载 .docx 查看。',
  standInFonts: '本机没有公文字体，以代用字体显示，版面不变。',
} as const;
