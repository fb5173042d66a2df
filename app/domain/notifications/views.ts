import type { Locale } from '#app/domain/context.ts';

export interface NotificationView {
  publicId: string;
  title: string;
  line: string;
  at: string;
  read: boolean;
  /** what it tells of is due then, when that is still to come */
  neededBy: string | null;
}

/** What one person is told in one mail: the newest first, and how many more there are. */
export interface Digest {
  key: string;
  person: { id: number; publicId: string; name: string; email: string; locale: Locale };
  items: { title: string; line: string; path: string }[];
  others: number;
}
