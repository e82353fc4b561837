import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { unitQuery } from '../features/organisation/queries.ts';
import type { Unit } from '../features/organisation/queries.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { FactLine, KeyValues, Panel } from '../ui/panel.tsx';

type Post = Unit['sectionsOf'][number]['posts'][number] & { readonly section: string | null };
type Name = { readonly id: string; readonly name: string };

/** One unit: whom to ask, how it is built, who stands above, below and beside it. */
export const Page = () => {
  const { id = '' } = useParams();
  const result = useQuery(unitQuery(id));
  return <Loaded result={result}>{(unit) => <UnitPage unit={unit} />}</Loaded>;
};

const UnitPage = ({ unit }: { unit: Unit }) => {
  const { t } = useText();
  const wording = useWording();
  const { id, code, name, shortName, kind, officePhone, sections, posts, cadres, above } = unit;
  return (
    <>
      <title>{`${shortName} · ${t('app.name')}`}</title>
      <div className="thing-head">
        <div className="crumb">
          <Link to="/organisation">{t('organisation:units.title')}</Link>
          {above.map((each) => (
            <Fragment key={each.id}>
              {' / '}
              <Link to={`/organisation/units/${each.id}`}>{each.name}</Link>
            </Fragment>
          ))}
        </div>
        <div className="thing-title">
          <h1>{name}</h1>
          <span className="muted">{wording('organisation', `kind.${kind}`)}</span>
        </div>
      </div>
      <div className="thing-body">
        <div className="stack">
          <FactLine
            facts={[
              { label: t('organisation:column.code'), value: code },
              { label: t('organisation:column.sections'), value: sections },
              { label: t('organisation:column.posts'), value: posts },
              {
                label: t('organisation:column.cadres'),
                value: <Link to={`/organisation/cadres?unit=${id}`}>{cadres}</Link>,
              },
            ]}
          />
          <Posts unit={unit} />
        </div>
        <div className="stack">
          <Panel title={t('organisation:unit.contact')}>
            <KeyValues
              facts={[
                { label: t('organisation:column.leader'), value: <People people={unit.leaders} /> },
                { label: t('organisation:column.liaison'), value: <People people={unit.liaisons} /> },
                { label: t('organisation:column.phone'), value: officePhone ?? t('organisation:none') },
              ]}
            />
          </Panel>
          <Neighbours unit={unit} />
        </div>
      </div>
    </>
  );
};

const Posts = ({ unit }: { unit: Unit }) => {
  const { t } = useText();
  const rows = unit.sectionsOf.flatMap(({ name, posts }) => posts.map((post): Post => ({ ...post, section: name })));
  return (
    <Panel title={t('organisation:unit.posts')} note={t('organisation:unit.postsNote')} flush>
      {rows.length === 0 ? (
        <Empty title={t('organisation:unit.noPosts')} />
      ) : (
        <DataTable
          label={t('organisation:unit.posts')}
          rows={rows}
          rowKey={({ id }) => id}
          groupOf={({ section }) => ({ key: section ?? '', label: section ?? t('organisation:unit.leadership') })}
          columns={[
            { key: 'post', label: t('organisation:column.post'), phone: 'headline', cell: ({ name }) => name },
            {
              key: 'holders',
              label: t('organisation:column.holders'),
              width: '14em',
              cell: (post) => <Holders post={post} />,
            },
            {
              key: 'sensitive',
              label: t('organisation:column.sensitive'),
              width: '6.4em',
              className: 'muted',
              cell: ({ sensitive }) => (sensitive === true ? t('organisation:sensitive') : null),
            },
          ]}
        />
      )}
    </Panel>
  );
};

/** By name where the viewer may know them, else how many. */
const Holders = ({ post: { holders, named } }: { post: Post }) => {
  const { t } = useText();
  const unnamed = holders - named.length;
  if (holders === 0) return <span className="muted">{t('organisation:vacant')}</span>;
  return (
    <>
      <Names names={named.map(({ id, name }) => ({ key: id, name, to: `/organisation/cadres/${id}` }))} />
      {unnamed > 0 && <span className="muted">{t('organisation:people', { count: unnamed })}</span>}
    </>
  );
};

const People = ({ people }: { people: Unit['leaders'] }) => {
  const { t } = useText();
  if (people.length === 0) return t('organisation:none');
  return (
    <Names
      names={people.map(({ id, name, post }) => ({
        key: `${name} ${post}`,
        name: `${name}（${post}）`,
        to: id === null ? null : `/organisation/cadres/${id}`,
      }))}
    />
  );
};

type Named = { readonly key: string; readonly name: string; readonly to: string | null };

const Names = ({ names }: { names: readonly Named[] }) =>
  names.map(({ key, name, to }, index) => (
    <Fragment key={key}>
      {index > 0 && '、'}
      {to === null ? name : <Link to={to}>{name}</Link>}
    </Fragment>
  ));

const Neighbours = ({ unit: { coveredBy, covers, below } }: { unit: Unit }) => {
  const { t } = useText();
  const unitsOf = (names: readonly Name[]): ReactNode => (
    <Names names={names.map(({ id, name }) => ({ key: id, name, to: `/organisation/units/${id}` }))} />
  );
  const facts = [
    { label: t('organisation:unit.coveredBy'), names: coveredBy },
    { label: t('organisation:unit.covers'), names: covers },
    { label: t('organisation:unit.below'), names: below },
  ].filter(({ names }) => names.length > 0);
  if (facts.length === 0) return null;
  return (
    <Panel title={t('organisation:unit.neighbours')}>
      <KeyValues facts={facts.map(({ label, names }) => ({ label, value: unitsOf(names) }))} />
    </Panel>
  );
};
