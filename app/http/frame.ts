import { createContext, useContext } from 'react';

/** What the server knows of one answer and the document repeats in <meta> tags for the browser. */
export interface Frame {
  nonce: string | undefined;
  requestId: string | undefined;
}

const FrameContext = createContext<Frame | undefined>(undefined);
export const FrameProvider = FrameContext.Provider;

function fromDocument(name: string): string | undefined {
  if (typeof document === 'undefined') return undefined;
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content || undefined;
}

/** In the browser `nonce` is empty on purpose: browsers hide it, and hydration must not compare it. */
export function useFrame(): Frame {
  return useContext(FrameContext) ?? { nonce: undefined, requestId: fromDocument('request-id') };
}
