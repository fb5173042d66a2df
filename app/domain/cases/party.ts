/** Who reads a case from outside: whoever reported, by the public id of the report, or whose thing it is, by that of the case. */
export type Party =
  | { side: 'reporter'; report: string /** the link came by mail: the mailbox is theirs */; byMail: boolean }
  | { side: 'holder'; case: string };

export const reportOf = (party: Party): string | null => (party.side === 'reporter' ? party.report : null);
