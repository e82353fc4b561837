import {
  exportReviews as exportEndpoint,
  getReview,
  listReviews,
  stepReview as stepEndpoint,
} from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import { exportReviews } from '@qingfeng/operations/features/identity/export-reviews.ts';
import type { ReviewPolicy } from '@qingfeng/operations/features/identity/review-read.ts';
import { readReview, readReviews } from '@qingfeng/operations/features/identity/review-read.ts';
import { stepReview } from '@qingfeng/operations/features/identity/step-review.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

/** What the three administrators look over every month. */
export const reviewRoutes = (database: Database, policy: ReviewPolicy): Bound[] => [
  bind(listReviews, ({ query }, by) => readReviews(database, by.viewer, query)),
  bind(exportEndpoint, ({ query }, by) => exportReviews(database, by, query)),
  bind(getReview, ({ params }, by) => readReview(database, by.viewer, params.id, by.now, policy)),
  bind(stepEndpoint, async ({ params, body }, by) => {
    await stepReview(database, by, { ...params, ...body }, policy);
    return readReview(database, by.viewer, params.id, by.now, policy);
  }),
];
