/** What a phone can write down on a site, each sent later as one command. */
export const ENTRY_KINDS = ['create-lot', 'add-photo', 'count', 'hand-over'] as const;

/** Shape of what phones keep and send; a phone with another one is told to load the new version of the page. */
export const FIELD_FORMAT = 1;
