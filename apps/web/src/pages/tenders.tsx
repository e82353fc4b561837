import { TenderList } from '../features/tenders/tender-list.tsx';

/** Tenders and what their prices are worth a look. */
export const Page = () => <TenderList />;
