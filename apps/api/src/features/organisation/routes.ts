import {
  exportAuthority,
  exportCadres,
  exportUnits,
  getCadre,
  getUnit,
  listAuthority,
  listCadres,
  listUnits,
} from '@qingfeng/contracts/features/organisation/endpoints.ts';
import { CADRE_LEVEL_WORDS, UNIT_KIND_WORDS } from '@qingfeng/domain/features/organisation/directory.ts';
import { readAuthority } from '@qingfeng/operations/features/organisation/read-authority.ts';
import {
  eachCadre,
  eachUnit,
  readCadre,
  readCadres,
  readUnit,
  readUnits,
} from '@qingfeng/operations/features/organisation/read-directory.ts';
import { takeOut } from '@qingfeng/operations/shared/take-out.ts';
import { workbook, XLSX } from '@qingfeng/operations/shared/workbook.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';
import { recusalRoutes } from './recusal-routes.ts';

/** Units, cadres and who decides about whom. */
export const organisationRoutes = ({ database }: { readonly database: Database }): Bound[] => [
  ...recusalRoutes(database),
  bind(listUnits, ({ query }, by) => readUnits(database, by.viewer, query, by.today)),
  bind(exportUnits, async ({ query: { reason, ...query } }, by) => ({
    name: `单位 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(
      [
        { header: '代码', value: ({ code }) => code },
        { header: '单位', value: ({ depth, name }) => `${'　'.repeat(depth)}${name}`, width: 40 },
        { header: '简称', value: ({ shortName }) => shortName, width: 18 },
        { header: '主要负责人', value: ({ leader }) => leader, width: 14 },
        { header: '单位联络员', value: ({ liaison }) => liaison, width: 14 },
        { header: '办公电话', value: ({ officePhone }) => officePhone, width: 14 },
        { header: '内设机构', value: ({ sections }) => sections },
        { header: '岗位', value: ({ posts }) => posts },
        { header: '在岗人员', value: ({ cadres }) => cadres },
      ],
      eachUnit(database, by.viewer, query, by.today),
      { sheet: '单位', watermark: await takeOut(database, by, 'units', reason) },
    ),
  })),
  bind(getUnit, ({ params }, by) => readUnit(database, by.viewer, params.id, by.today)),
  bind(listCadres, ({ query }, by) => readCadres(database, by.viewer, query)),
  bind(exportCadres, async ({ query: { reason, ...query } }, by) => ({
    name: `干部 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(
      [
        { header: '编号', value: ({ code }) => code, width: 12 },
        { header: '姓名', value: ({ name }) => name, width: 12 },
        { header: '单位', value: ({ unit }) => unit, width: 20 },
        { header: '内设机构', value: ({ section }) => section, width: 18 },
        { header: '职务', value: ({ post }) => post, width: 22 },
        { header: '主要负责人', value: ({ unitHead }) => (unitHead ? '是' : null) },
      ],
      eachCadre(database, by.viewer, query),
      { sheet: '干部', watermark: await takeOut(database, by, 'cadres', reason) },
    ),
  })),
  bind(getCadre, ({ params }, by) => readCadre(database, by.viewer, params.id)),
  bind(listAuthority, () => readAuthority(database)),
  bind(exportAuthority, async (_, by) => ({
    name: `审批权限 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(
      [
        { header: '单位类别', value: ({ unitKind }) => UNIT_KIND_WORDS[unitKind] ?? unitKind, width: 20 },
        { header: '干部层级', value: ({ cadreLevel }) => CADRE_LEVEL_WORDS[cadreLevel] ?? cadreLevel, width: 20 },
        { header: '审定机关', value: ({ body }) => body, width: 20 },
      ],
      (await readAuthority(database)).bodies,
      { sheet: '审批权限', watermark: `${by.viewer.name} ${by.now}` },
    ),
  })),
];
