/**
 * Words that common passwords are made of, lower case: the heads of leaked lists in China and abroad, keyboard walks, pinyin of
 * everyday phrases, and what lies near in an office like this. Compared by taking them out of a password (`passwordFault`),
 * so one entry covers its repetitions and combinations.
 */
export const BLOCKED_WORDS: readonly string[] = `
  password passw0rd p@ssw0rd p@ssword pass word welcome letmein login admin administrator root guest user test temp demo
  default changeme secret master access system server manager service oracle iloveyou love monkey dragon sunshine princess
  football baseball superman batman shadow michael ashley charlie jordan hunter trustno1 hello freedom whatever starwars
  computer internet windows microsoft google apple iphone huawei xiaomi weixin wechat tencent alibaba taobao alipay baidu
  qwertyuiop qwerty qwert asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv qazwsxedc qazwsx qaz wsx edc 1qaz 2wsx 3edc 4rfv 1q2w3e4r
  1q2w3e q1w2e3r4 qweasdzxc qweasd qwe asd zxc poiuytrewq lkjhgfdsa mnbvcxz zaq1 xsw2 147258369 147258 159357 741852963
  123456789 987654321 1234 4321 5201314 1314520 520 1314 521 666 888 168 518 110 119 120 12345 54321 112233 123123 123321
  woaini woaini1314 aini wo ai ni woshi nihao zhongguo china beijing shanghai woaizhongguo renmin gongchandang dangyuan
  shouji mima wodemima dianhua xiaoming zhangwei wangwei liwei wangfang lina zhang wang chen yang huang zhao zhou
  jiayou kuaile shengri laopo laogong baobao baobei mama baba xiexie zaijian tiantian meimei gege jiejie didi
  aa123456 a123456 abc123 abcd abc ab12 qq123456 woaiwojia 000000 111111 00000 11111
  qingfeng qingfeng2026 qinghe qinghexian jiwei jianwei jijianwei jjw xunshi lianzheng lianjie fanfu yujing gongwu zhengfu
  xianwei ganbu lingdao shuji xianzhang juzhang kezhang bangongshi yamen office gov county
  我爱你 我爱中国 密码 我的密码 中国 北京 管理员 系统 测试 清风 清河 清河县 纪委 监委 纪检 监察 纪委监委 廉政 廉洁 反腐 预警
  办公室 县委 县政府 书记 领导 干部 共产党 为人民服务 不忘初心 牢记使命 一二三四五六七 一二三四五 天天向上 好好学习 生日快乐 新年快乐
  spring summer autumn winter january february march april may june july august september october november december monday
  2019 2020 2021 2022 2023 2024 2025 2026 2027 2028 1990 1980 1985 1988 1970 1949 2000
`
  .split(/\s+/)
  .filter((word) => word.length > 1)
  .sort((one, other) => other.length - one.length);
