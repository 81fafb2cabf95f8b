import type { Service } from '@openxs2a/edge';

/** The services whose times are published (EBA/GL/2018/07): AIS, PIS, funds. */
export const KPI_SERVICES = ['AIS', 'PIS', 'PIIS'] as const;
export type KpiService = (typeof KPI_SERVICES)[number];

/** An answer of the interface, as far as it counts. */
export interface Answer {
  readonly service: Service | undefined;
  readonly status: number;
  readonly milliseconds: number;
}

export interface Sums {
  requests: number;
  /** By our fault: 5xx. What a TPP did wrong is none (AVL-KPI-005). */
  faults: number;
  milliseconds: number;
}

/** Sums since they were last taken away. */
export interface Tally {
  add(day: string, answer: Answer): void;
  /** All that there is, to be written; the tally is empty afterwards. */
  take(): readonly TakenSums[];
  /** What could not be written. */
  giveBack(taken: readonly TakenSums[]): void;
}

export interface TakenSums extends Sums {
  readonly day: string;
  readonly service: KpiService;
}

export function createTally(): Tally {
  let sums = new Map<string, TakenSums>();
  const addSums = ({ day, service, requests, faults, milliseconds }: TakenSums): void => {
    const key = `${day} ${service}`;
    const before = sums.get(key);
    if (before === undefined) return void sums.set(key, { day, service, requests, faults, milliseconds });
    before.requests += requests;
    before.faults += faults;
    before.milliseconds += milliseconds;
  };
  return {
    add(day, { service, status, milliseconds }) {
      const counted = toKpiService(service);
      if (counted === undefined) return;
      addSums({ day, service: counted, requests: 1, faults: isFault(status) ? 1 : 0, milliseconds });
    },
    take() {
      const taken = [...sums.values()];
      sums = new Map();
      return taken;
    },
    giveBack: (taken) => taken.forEach(addSums),
  };
}

/** Baskets initiate payments, and so does what is asked about a payee before one. */
function toKpiService(service: Service | undefined): KpiService | undefined {
  return service === 'SBS' || service === 'VOP' ? 'PIS' : service;
}

export const isFault = (status: number): boolean => status >= 500;
