/** What was answered, and is not what had to be. */
export class Untrue extends Error {}
