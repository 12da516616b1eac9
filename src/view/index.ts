import { paperView } from './paper.ts';
import { returnView } from './return.ts';

/** The views by the name that config/documents.yaml gives them. */
export const views = { paper: paperView, return: returnView } as const;
