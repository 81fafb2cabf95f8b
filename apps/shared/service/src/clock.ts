/** What time it is. Everything that needs the time is given one, so that tests say what time it is. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
