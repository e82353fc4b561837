/// <reference types="vite/client" />

declare module 'virtual:public-stylesheet' {
  /** Address of the public pages' stylesheet, with its hash. */
  export const stylesheet: string;
}
