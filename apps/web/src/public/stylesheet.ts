/** Address of the public pages' stylesheet: its source here, the hashed file in a build (`vite.config.ts`). */
export const stylesheet = '/src/public/public.css';
