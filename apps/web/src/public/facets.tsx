import type { Facet } from './data.ts';
import type { View } from './view.ts';

type FacetsProps = {
  view: View;
  name: 'category' | 'unit';
  title: string;
  facets: readonly Facet[];
  /** What “all” would show. */ total?: number;
};

/** One group of conditions as links, the chosen one marked; a row of chips on a phone. */
export const Facets = ({ view, name, title, facets, total }: FacetsProps) => {
  const chosen = view.query.get(name);
  return (
    <nav className={`facets ${name}`} aria-label={title}>
      <h2>{title}</h2>
      {(total !== undefined || chosen !== null) && (
        <a href={view.change({ [name]: null, page: null })} aria-current={chosen === null ? 'true' : undefined}>
          {view.say('all')}
          {total !== undefined && <b>{total}</b>}
        </a>
      )}
      {facets.map(({ value, label, count }) => (
        <a
          key={value}
          href={view.change({ [name]: value, page: null })}
          aria-current={chosen === value ? 'true' : undefined}
        >
          {label}
          <b>{count}</b>
        </a>
      ))}
    </nav>
  );
};
