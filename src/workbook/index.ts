import type { Tracker, TrackerFile } from './tracker.ts';
import { writeBook } from './write.ts';

/** Every file of one partnership's tracker: finance's copy, the published one and the tables of that. */
export async function trackerFiles({ working, publish, words, tables }: Tracker): Promise<TrackerFile[]> {
  return [
    { path: 'tracker.xlsx', content: await writeBook(working, words), internal: true },
    { path: 'tracker-publish.xlsx', content: await writeBook(publish, words) },
    ...tables,
  ];
}
