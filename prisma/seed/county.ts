import { readFileSync } from 'node:fs';
import type { Role } from '@qingfeng/domain/shared/roles.ts';

/** Kinds of units (DOMAIN §1.1). `COUNTY` is the root; `SUPERIOR` stands outside the tree and decides on the county's own leaders. */
export type UnitKind =
  | 'COUNTY'
  | 'SUPERIOR'
  | 'PARTY_COMMITTEE'
  | 'GOVERNMENT'
  | 'COMMISSION'
  | 'WARNING_CENTRE'
  | 'RESIDENT_GROUP'
  | 'TOWN_COMMISSION'
  | 'LEADING_GROUP'
  | 'PARTY_ORGAN'
  | 'DEPARTMENT'
  | 'INSTITUTION'
  | 'TOWNSHIP'
  | 'VILLAGE';

/** 县处级正职, 县处级副职, 乡科级正职, 乡科级副职, 股级, 科员及以下, 事业单位人员, 村(社区)干部. */
export type CadreLevel =
  | 'COUNTY_PRINCIPAL'
  | 'COUNTY_DEPUTY'
  | 'TOWNSHIP_PRINCIPAL'
  | 'TOWNSHIP_DEPUTY'
  | 'SECTION_LEVEL'
  | 'STAFF'
  | 'PROFESSIONAL'
  | 'VILLAGE';

/**
 * The fictional county as `county.json` holds it. Things refer to each other by code: `unit`, `group`, `body` and `otherUnit`
 * are unit codes, `person` and `otherPerson` person codes; a section is named within its unit, a post within its unit.
 * Two pairs of people share a name on purpose: only the code identifies a person.
 */
export type County = {
  readonly county: { readonly id: number; readonly code: string; readonly name: string; readonly notice: string };
  /** Parents stand before their children. */
  readonly units: readonly {
    readonly code: string;
    readonly name: string;
    readonly shortName: string;
    readonly kind: UnitKind;
    readonly parent: string | null;
    /** An extension of the county's own exchange. */
    readonly officePhone?: string;
  }[];
  /** The units that a resident group or a town commission supervises (DOMAIN §7.2). */
  readonly coverage: readonly { readonly group: string; readonly units: readonly string[] }[];
  readonly sections: readonly { readonly unit: string; readonly name: string }[];
  readonly posts: readonly {
    readonly unit: string;
    readonly section: string | null;
    readonly name: string;
    readonly sensitive: boolean;
  }[];
  readonly people: readonly {
    readonly code: string;
    readonly name: string;
    readonly unit: string;
    readonly section: string | null;
    readonly post: string;
    readonly level: CadreLevel;
    readonly unitHead: boolean;
    /** Day on which the present post was taken up. */
    readonly since: string;
    /** Of a prefix that no network hands out. */
    readonly phone: string;
  }[];
  /** Declared reasons to stay away: kin (`otherPerson`) or a unit once led (`otherUnit`); exactly one of the two is given. */
  readonly recusals: readonly {
    readonly person: string;
    readonly otherPerson: string | null;
    readonly otherUnit: string | null;
    readonly relation: string;
    readonly declaredOn: string;
  }[];
  /** Who decides about which cadres (WF-01). */
  readonly authority: readonly {
    readonly cadreLevel: CadreLevel;
    readonly unitKind: UnitKind;
    readonly body: string;
  }[];
  /** Demo accounts; `person` is null for outsiders. Every office role of DOMAIN §7.1 has one. */
  readonly accounts: readonly {
    readonly login: string;
    readonly name: string;
    readonly person: string | null;
    readonly roles: readonly Role[];
    /** What to try with it, for the sign-in page of the demo. */
    readonly hint: string;
  }[];
};

export const readCounty = (): County =>
  JSON.parse(readFileSync(new URL('data/county.json', import.meta.url), 'utf8')) as County;
