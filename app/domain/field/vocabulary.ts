/** Shape of what phones keep and send; a phone with another one is told to load the new version of the page. */
export const FIELD_FORMAT = 1;
