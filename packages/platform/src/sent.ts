/** How handing a message on ended. What is temporary is tried again, with growing pauses; what is permanent never is. */
export type Sent =
  | { readonly outcome: 'sent'; readonly providerId: string }
  | { readonly outcome: 'temporary'; readonly reason: string }
  | { readonly outcome: 'permanent'; readonly reason: string };
